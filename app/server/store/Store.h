// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Clock.h"
#include "server/store/Database.h"
#include "server/store/Worker.h"

#include <optional>
#include <utility>

namespace keydesk::server {

/**
 * The data, for the thread that made the store. Whoever waits is a coroutine: the database is asked
 * on other threads, so that a long list does not keep those waiting who want none. The schema must
 * be current.
 */
class Store
{
public:
    /** Throws DatabaseError. */
    Store(const DatabaseUrl &url, Clock clock);
    ~Store();

    qint64 now() const { return m_clock(); }
    const DatabaseUrl &url() const { return m_url; }

    /**
     * A connection to an embedded database for what is read in microseconds, which another thread
     * would only delay. nullptr for a database server.
     */
    Database *embeddedReader() { return m_reader ? &*m_reader : nullptr; }

    /**
     * Gives what \a work reads; throws what it threw. It may use what its caller's frame holds, but
     * on another thread.
     */
    template <typename Work>
    boost::asio::awaitable<std::invoke_result_t<Work &, Database &>> read(Work work)
    {
        std::optional<std::invoke_result_t<Work &, Database &>> result;
        co_await m_readers.run([&](Database &database) { result.emplace(work(database)); },
                               Worker::Within::Nothing);
        co_return std::move(*result); // NOLINT(bugprone-unchecked-optional-access)
    }

    /**
     * Runs \a work in a transaction; throws what it threw, and then nothing has changed. Work that
     * returns an error must not have changed anything: that is committed. The work of several
     * callers is done in the order in which they asked.
     */
    template <typename Work>
    boost::asio::awaitable<std::invoke_result_t<Work &, Database &>> write(Work work)
    {
        std::optional<std::invoke_result_t<Work &, Database &>> result;
        co_await m_writer.run([&](Database &database) { result.emplace(work(database)); },
                              Worker::Within::Transaction);
        // run() comes back when the work is done, and throws if it was not.
        co_return std::move(*result); // NOLINT(bugprone-unchecked-optional-access)
    }

    /** Like write(), but outside of a transaction and without a result. */
    boost::asio::awaitable<void> maintain(Worker::Job work);

    /**
     * Gives up on a database that does not answer, and on jobs that have no turn in time. To be
     * called every second or so.
     */
    void interruptWhatHangs();

private:
    DatabaseUrl m_url;
    Clock m_clock;
    Worker m_writer;
    Worker m_readers;
    std::optional<Database> m_reader; ///< of an embedded database
};

} // namespace keydesk::server
