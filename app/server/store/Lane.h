// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Worker.h"

#include <future>

namespace keydesk::server {

/**
 * The connection of one of a worker's threads, and the tasks that it is at. As long as those wait
 * for the connection to be made, another thread can answer for them: nothing ends that waiting when
 * a server lets us in and then says no more.
 */
class Lane
{
public:
    using Tasks = std::vector<Worker::Task>;

    /** On the thread that calls run() and close(). Throws DatabaseError. */
    Lane(const DatabaseUrl &url, DatabaseUse use);

    /** Does \a tasks and answers. False if it was abandoned: then the worker may be gone. */
    bool run(Tasks tasks);
    void close();

    // On any thread:

    void endWhatHangs(const Patience &patience);
    /** Waits for close() for a while. */
    bool hasEndedWithin(std::chrono::milliseconds duration) const;
    /** True if it has been connecting for longer: then it does nothing more but end itself. */
    bool abandonAfter(std::chrono::milliseconds duration);

private:
    enum class State { Idle, Connecting, Working };
    using Failures = std::vector<std::exception_ptr>;
    using Clock = std::chrono::steady_clock;

    void begin(Tasks tasks);
    bool connect();
    void runAll(Failures &failures);
    void runOnce(Failures &failures);
    Tasks end();

    std::unique_ptr<Database> m_database;
    std::promise<void> m_ended;
    std::future<void> m_end;

    std::mutex m_mutex; // for what follows
    State m_state = State::Idle;
    Clock::time_point m_since;
    bool m_isAbandoned = false;
    Tasks m_tasks; // the thread's own while it is working
};

} // namespace keydesk::server
