// SPDX-License-Identifier: Apache-2.0
#include "server/store/Worker.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <future>
#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostWaiting = 4096;
constexpr std::size_t mostInOneCommit = 64;

using Failures = std::vector<std::exception_ptr>;

std::exception_ptr runAlone(Database &database, const Worker::Job &job)
{
    try {
        job(database);
        return nullptr;
    } catch (...) {
        return std::current_exception();
    }
}

// What one job changed before it failed must not be committed with the others.
std::exception_ptr runInSavepoint(Database &database, const Worker::Job &job)
{
    database.run(u"SAVEPOINT job"_s);
    std::exception_ptr failure = runAlone(database, job);
    if (failure)
        database.run(u"ROLLBACK TO job"_s);
    database.run(u"RELEASE job"_s);
    return failure;
}

} // namespace

/** One thread. Its database is there as long as the thread works. */
struct Worker::Lane
{
    std::unique_ptr<Database> database;
    std::mutex mutex; // for what follows
    std::chrono::steady_clock::time_point begin;
    bool isWorking = false;
    std::thread thread;

    void setWorking(bool working)
    {
        const std::scoped_lock lock(mutex);
        isWorking = working;
        begin = std::chrono::steady_clock::now();
    }

    // A connection that broke while nobody used it is found out by the next one who does. What was
    // not committed can be done again.
    void runAll(std::vector<Task> &tasks, Failures &failures)
    {
        database->ensureOpen();
        try {
            runOnce(tasks, failures);
        } catch (const DatabaseError &error) {
            if (error.kind() != DatabaseError::Kind::Unavailable || error.isOutcomeUnknown())
                throw;
            database->ensureOpen();
            runOnce(tasks, failures);
        }
    }

    void runOnce(std::vector<Task> &tasks, Failures &failures)
    {
        if (tasks.front().within == Within::Nothing) {
            tasks.front().job(*database);
        } else if (tasks.size() == 1) {
            database->transaction([&](Database &inside) { tasks.front().job(inside); });
        } else {
            database->transaction([&](Database &inside) {
                for (std::size_t i = 0; i < tasks.size(); ++i)
                    failures[i] = runInSavepoint(inside, tasks[i].job);
            });
        }
    }
};

Worker::Worker(const DatabaseUrl &url, DatabaseUse use, int threads)
{
    try {
        for (int i = 0; i < threads; ++i)
            open(*m_lanes.emplace_back(std::make_unique<Lane>()), url, use);
    } catch (...) {
        stop();
        throw;
    }
}

Worker::~Worker()
{
    stop();
}

void Worker::open(Lane &lane, const DatabaseUrl &url, DatabaseUse use)
{
    std::promise<void> opened;
    lane.thread = std::thread([this, &lane, &url, use, &opened] {
        try {
            lane.database = std::make_unique<Database>(url, use);
        } catch (...) {
            opened.set_exception(std::current_exception());
            return;
        }
        opened.set_value();
        work(lane);
        const std::scoped_lock lock(lane.mutex);
        lane.database.reset();
    });
    opened.get_future().get();
}

void Worker::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (const auto &lane : m_lanes)
        lane->thread.join();
    m_lanes.clear();
}

void Worker::post(Task task)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_tasks.size() >= mostWaiting)
            throw DatabaseError(DatabaseError::Kind::Busy, u"too many requests wait"_s);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

std::vector<Worker::Task> Worker::take(const Dialect &dialect)
{
    std::vector<Task> tasks;
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_tasks.empty(); });
    const auto fits = [&] {
        if (m_tasks.empty())
            return false;
        return tasks.empty() || (dialect.isEmbedded() && tasks.size() < mostInOneCommit &&
                                 tasks.front().within == Within::Transaction &&
                                 m_tasks.front().within == Within::Transaction);
    };
    while (fits()) {
        tasks.push_back(std::move(m_tasks.front()));
        m_tasks.pop_front();
    }
    return tasks;
}

void Worker::work(Lane &lane)
{
    for (;;) {
        std::vector<Task> tasks = take(lane.database->dialect());
        if (tasks.empty())
            return;
        Failures failures(tasks.size());
        lane.setWorking(true);
        try {
            lane.runAll(tasks, failures);
        } catch (...) {
            for (std::exception_ptr &failure : failures)
                failure = failure ? failure : std::current_exception();
        }
        lane.setWorking(false);
        for (std::size_t i = 0; i < tasks.size(); ++i)
            tasks[i].done(failures[i]);
    }
}

void Worker::interruptAfter(std::chrono::milliseconds duration)
{
    const auto now = std::chrono::steady_clock::now();
    for (const auto &lane : m_lanes) {
        const std::scoped_lock lock(lane->mutex);
        if (lane->isWorking && lane->database && now - lane->begin > duration)
            lane->database->interrupt();
    }
}

asio::awaitable<void> Worker::run(Job job, Within within)
{
    std::exception_ptr failure;
    const auto executor = co_await asio::this_coro::executor;
    // Both live in this frame, which stays until the handler has been called.
    const auto start = [this, &job, within, &failure, &executor](auto handler) {
        auto resume = std::make_shared<decltype(handler)>(std::move(handler));
        auto done = [resume, guard = asio::make_work_guard(executor),
                     &failure](std::exception_ptr thrown) {
            failure = std::move(thrown);
            asio::post(guard.get_executor(), [resume] {
                auto handlerInPlace = std::move(*resume);
                std::move(handlerInPlace)();
            });
        };
        try {
            post({[&job](Database &database) { job(database); }, within, done});
        } catch (...) {
            done(std::current_exception());
        }
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(start,
                                                                         asio::use_awaitable);
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace keydesk::server
