// SPDX-License-Identifier: Apache-2.0
#include "server/store/Writer.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <future>
#include <memory>
#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;

Writer::Writer(const DatabaseUrl &url)
{
    std::promise<void> opened;
    m_thread = std::thread([this, &url, &opened] {
        std::unique_ptr<Database> database;
        try {
            database = std::make_unique<Database>(url, DatabaseUse::Write);
        } catch (...) {
            opened.set_exception(std::current_exception());
            return;
        }
        opened.set_value();
        work(*database);
    });
    try {
        opened.get_future().get();
    } catch (...) {
        m_thread.join();
        throw;
    }
}

Writer::~Writer()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Writer::post(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void Writer::work(Database &database)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job(database);
        job = nullptr; // what it holds goes now, not under the lock
        lock.lock();
    }
}

asio::awaitable<void> Writer::run(Job job)
{
    std::exception_ptr failure;
    const auto executor = co_await asio::this_coro::executor;
    // Both live in this frame, which stays until the handler has been called.
    const auto start = [this, &job, &failure, &executor](auto handler) {
        post([resume = std::make_shared<decltype(handler)>(std::move(handler)),
              guard = asio::make_work_guard(executor), &job, &failure](Database &database) mutable {
            try {
                job(database);
            } catch (...) {
                failure = std::current_exception();
            }
            asio::post(guard.get_executor(), [resume = std::move(resume)] {
                auto handlerInPlace = std::move(*resume);
                std::move(handlerInPlace)();
            });
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(start,
                                                                         asio::use_awaitable);
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace keydesk::server
