// SPDX-License-Identifier: Apache-2.0
#include "server/store/Store.h"

namespace keydesk::server {

namespace {

// A database server works on several questions at once; more would not make it faster.
constexpr int readingThreads = 4;

} // namespace

Store::Store(const DatabaseUrl &url, Clock clock)
    : m_clock(std::move(clock))
    , m_writer(url, DatabaseUse::Write, 1)
{
    if (Dialect::of(url).isEmbedded())
        m_reader.emplace(url, DatabaseUse::Read);
    else
        m_readers.emplace(url, DatabaseUse::Read, readingThreads);
}

Store::~Store() = default;

boost::asio::awaitable<void> Store::maintain(Worker::Job work)
{
    co_await m_writer.run(std::move(work), Worker::Within::Nothing);
}

void Store::interruptWhatHangs()
{
    m_writer.endWhatHangs();
    if (m_readers)
        m_readers->endWhatHangs();
}

} // namespace keydesk::server
