// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Database.h"

#include <boost/asio/awaitable.hpp>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace keydesk::server {

/**
 * The one thread that writes, with a connection of its own: a commit waits for the disk, and no
 * read should wait with it. Jobs run in the order in which they came.
 */
class Writer
{
public:
    using Job = std::function<void(Database &)>;

    /** Opens the database on the new thread; throws the DatabaseError that it met there. */
    explicit Writer(const DatabaseUrl &url);
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;
    /** Does what has been posted, then ends. The io_context of waiting coroutines must be alive. */
    ~Writer();

    /** Resumes on the caller's executor when \a job is done; throws what the job threw. */
    boost::asio::awaitable<void> run(Job job);

private:
    void post(Job job);
    void work(Database &database);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace keydesk::server
