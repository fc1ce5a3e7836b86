// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace keydesk::client {

/**
 * A thread for what may wait for a disk. It does one job after the other, in the order in which
 * they came. Lives in the thread that made it; futures finish in that thread's event loop.
 */
class Worker
{
public:
    Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;
    /** Waits for the jobs that were given: what was to be written is written. Their futures finish
     *  in here. */
    ~Worker();

    /** \a job is called, and goes, in the other thread; its value is moved back. */
    template <typename Job>
    QFuture<std::invoke_result_t<Job &>> run(Job job)
    {
        using Value = std::invoke_result_t<Job &>;
        auto promise = std::make_shared<QPromise<Value>>();
        promise->start();
        post([this, promise, job = std::move(job)]() mutable {
            auto value = std::make_shared<Value>(job());
            // The promise ends over there too: in Qt 6.4 its end still changes the future.
            deliver([promise = std::exchange(promise, nullptr), value] {
                promise->addResult(std::move(*value));
                promise->finish();
            });
        });
        return promise->future();
    }

private:
    void post(std::function<void()> job);
    void deliver(std::function<void()> outcome);

    QThread m_thread;
    QObject m_there; ///< lives in m_thread
    QObject m_here;
};

} // namespace keydesk::client
