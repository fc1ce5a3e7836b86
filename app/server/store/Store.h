// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Clock.h"
#include "server/store/Database.h"
#include "server/store/Writer.h"

#include <optional>
#include <utility>

namespace keydesk::server {

/**
 * The data: a connection for reads on the thread that made the store, and the writer. The schema
 * must be current.
 */
class Store
{
public:
    Store(const DatabaseUrl &url, Clock clock)
        : m_clock(std::move(clock))
        , m_writer(url)
        , m_reader(url, DatabaseUse::Read)
    {
    }

    qint64 now() const { return m_clock(); }

    /**
     * Gives what \a work reads; throws what it threw. It may use what its caller's frame holds, and
     * runs without anything in between.
     */
    template <typename Work>
    boost::asio::awaitable<std::invoke_result_t<Work &, Database &>> read(Work work)
    {
        co_return work(m_reader);
    }

    /** Runs \a work in a transaction on the writer's thread; throws what it threw. */
    template <typename Work>
    boost::asio::awaitable<std::invoke_result_t<Work &, Database &>> write(Work work)
    {
        std::optional<std::invoke_result_t<Work &, Database &>> result;
        co_await m_writer.run(
            [&](Database &database) { result.emplace(database.transaction(work)); });
        // run() comes back when the work is done, and throws if it was not.
        co_return std::move(*result); // NOLINT(bugprone-unchecked-optional-access)
    }

    /** Like write(), but outside of a transaction and without a result. */
    boost::asio::awaitable<void> maintain(Writer::Job work);

private:
    Clock m_clock;
    Writer m_writer;
    Database m_reader;
};

} // namespace keydesk::server
