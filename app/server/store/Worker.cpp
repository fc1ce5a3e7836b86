// SPDX-License-Identifier: Apache-2.0
#include "server/store/Worker.h"

#include "server/store/Lane.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostWaiting = 4096;
constexpr std::size_t mostInOneCommit = 64;

} // namespace

void fail(const std::vector<Worker::Task> &tasks, const DatabaseError &error)
{
    for (const Worker::Task &task : tasks)
        task.done(std::make_exception_ptr(error));
}

Worker::Worker(const DatabaseUrl &url, DatabaseUse use, int threads, Patience patience)
    : m_dialect(Dialect::of(url))
    , m_patience(patience)
{
    try {
        for (int i = 0; i < threads; ++i)
            open(url, use);
    } catch (...) {
        stop();
        throw;
    }
}

Worker::~Worker()
{
    stop();
}

void Worker::open(const DatabaseUrl &url, DatabaseUse use)
{
    std::promise<std::shared_ptr<Lane>> opened;
    std::thread thread([this, &url, use, &opened] {
        std::shared_ptr<Lane> lane;
        try {
            lane = std::make_shared<Lane>(url, use);
        } catch (...) {
            opened.set_exception(std::current_exception());
            return;
        }
        opened.set_value(lane);
        work(*lane);
        lane->close();
    });
    try {
        std::shared_ptr<Lane> lane = opened.get_future().get();
        m_threads.push_back({std::move(lane), std::move(thread)});
    } catch (...) {
        thread.join();
        throw;
    }
}

void Worker::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (Thread &thread : m_threads)
        end(thread);
    m_threads.clear();
    fail(takeOlderThan({}), {DatabaseError::Kind::Unavailable, u"the program ends"_s});
}

// A thread that cannot be ended ends with the program.
void Worker::end(Thread &thread)
{
    while (!thread.lane->hasEndedWithin(std::chrono::seconds(1))) {
        endWhatHangs();
        if (thread.lane->abandonAfter(m_patience.turn))
            return thread.thread.detach();
    }
    thread.thread.join();
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

std::vector<Worker::Task> Worker::take()
{
    std::vector<Task> tasks;
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_tasks.empty(); });
    const auto fits = [&] {
        if (m_tasks.empty())
            return false;
        return tasks.empty() || (m_dialect.isEmbedded() && tasks.size() < mostInOneCommit &&
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
        std::vector<Task> tasks = take();
        if (tasks.empty() || !lane.run(std::move(tasks)))
            return;
    }
}

std::vector<Worker::Task> Worker::takeOlderThan(std::chrono::milliseconds age)
{
    const auto limit = std::chrono::steady_clock::now() - age;
    std::vector<Task> tasks;
    const std::scoped_lock lock(m_mutex);
    while (!m_tasks.empty() && m_tasks.front().since < limit) {
        tasks.push_back(std::move(m_tasks.front()));
        m_tasks.pop_front();
    }
    return tasks;
}

void Worker::endWhatHangs()
{
    if (const auto late = takeOlderThan(m_patience.turn); !late.empty())
        fail(late, {DatabaseError::Kind::Busy, u"a request has waited for too long"_s});
    for (const Thread &thread : m_threads)
        thread.lane->endWhatHangs(m_patience);
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
            post({[&job](Database &database) { job(database); }, within, done,
                  std::chrono::steady_clock::now()});
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
