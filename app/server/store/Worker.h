// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Database.h"

#include <boost/asio/awaitable.hpp>

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace keydesk::server {

/**
 * Threads, each with a connection of its own, for work that waits: for the disk, or for a database
 * server. With one thread, jobs are done in the order in which they came.
 */
class Worker
{
public:
    using Job = std::function<void(Database &)>;

    /** Opens the connections on their threads; throws the DatabaseError that it met there. */
    Worker(const DatabaseUrl &url, DatabaseUse use, int threads);
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;
    /** Does what has been posted, then ends. The io_context of waiting coroutines must be alive. */
    ~Worker();

    enum class Within {
        Nothing,     ///< each statement of the job by itself
        Transaction, ///< all of the job or nothing; an embedded database commits several at once
    };

    /**
     * Resumes on the caller's executor when \a job is done, and committed if it is to be; throws
     * what it threw. DatabaseError::Kind::Busy if too many wait already.
     */
    boost::asio::awaitable<void> run(Job job, Within within);

    /** Breaks the connections of jobs that have been running for longer. Any thread. */
    void interruptAfter(std::chrono::milliseconds duration);

private:
    struct Task
    {
        Job job;
        Within within;
        std::function<void(std::exception_ptr)> done;
    };
    struct Lane;

    void post(Task task);
    void open(Lane &lane, const DatabaseUrl &url, DatabaseUse use);
    void stop();
    void work(Lane &lane);
    std::vector<Task> take(const Dialect &dialect);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_stopping = false;
    std::vector<std::unique_ptr<Lane>> m_lanes;
};

} // namespace keydesk::server
