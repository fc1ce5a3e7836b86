// SPDX-License-Identifier: Apache-2.0
#include "server/store/Store.h"

namespace keydesk::server {

namespace {

// More would not make it faster: a database server works on several questions at once, and what is
// read of an embedded database lies in memory.
int readingThreads(const DatabaseUrl &url)
{
    return Dialect::of(url).isEmbedded() ? 1 : 4;
}

} // namespace

Store::Store(const DatabaseUrl &url, Clock clock)
    : m_url(url)
    , m_clock(std::move(clock))
    , m_writer(url, DatabaseUse::Write, 1)
    , m_readers(url, DatabaseUse::Read, readingThreads(url))
{
    if (Dialect::of(url).isEmbedded())
        m_reader.emplace(url, DatabaseUse::Read);
}

Store::~Store() = default;

boost::asio::awaitable<void> Store::maintain(Worker::Job work)
{
    co_await m_writer.run(std::move(work), Worker::Within::Nothing);
}

void Store::interruptWhatHangs()
{
    m_writer.endWhatHangs();
    m_readers.endWhatHangs();
}

} // namespace keydesk::server
