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

class Lane;

/** What work that a database does not do may take before somebody is told. */
struct Patience
{
    std::chrono::milliseconds turn = std::chrono::seconds(10); ///< until it begins
    /** Longer than the database's own limit for a statement: that one leaves the connection whole.
     */
    std::chrono::milliseconds job = std::chrono::seconds(12);
};

/**
 * Threads, each with a connection of its own, for work that waits: for the disk, or for a database
 * server. With one thread, jobs are done in the order in which they came.
 */
class Worker
{
public:
    using Job = std::function<void(Database &)>;

    /** Opens the connections on their threads; throws the DatabaseError that it met there. */
    Worker(const DatabaseUrl &url, DatabaseUse use, int threads, Patience patience = {});
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;
    /**
     * Does what has been posted, or gives it up like endWhatHangs(), then ends. The io_context of
     * waiting coroutines must be alive.
     */
    ~Worker();

    enum class Within {
        Nothing,     ///< each statement of the job by itself
        Transaction, ///< all of the job or nothing; an embedded database commits several at once
    };

    /**
     * Resumes on the caller's executor when \a job is done, and committed if it is to be; throws
     * what it threw. DatabaseError::Kind::Busy if too many wait already, or it had no turn in time.
     */
    boost::asio::awaitable<void> run(Job job, Within within);

    /**
     * Fails jobs that have waited for their turn or for a connection for too long, and breaks the
     * connections of those that run for too long. Any thread; to be called every second or so.
     */
    void endWhatHangs();

    struct Task
    {
        Job job;
        Within within;
        std::function<void(std::exception_ptr)> done;
        std::chrono::steady_clock::time_point since;
    };

private:
    struct Thread
    {
        std::shared_ptr<Lane> lane; // the thread has it as well, and may outlive the worker
        std::thread thread;
    };

    void post(Task task);
    void open(const DatabaseUrl &url, DatabaseUse use);
    void stop();
    void end(Thread &thread);
    void work(Lane &lane);
    std::vector<Task> take();
    std::vector<Task> takeOlderThan(std::chrono::milliseconds age);

    const Dialect &m_dialect;
    const Patience m_patience;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_stopping = false;
    std::vector<Thread> m_threads;
};

/** Answers for all of \a tasks that they were not done. */
void fail(const std::vector<Worker::Task> &tasks, const DatabaseError &error);

} // namespace keydesk::server
