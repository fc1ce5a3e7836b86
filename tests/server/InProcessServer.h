// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/HttpClient.h"
#include "support/RawClient.h"

#include "server/http/HttpServer.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <thread>

namespace keydesk::testing {

/** Limits that a test can wait for. */
inline server::Limits shortLimits()
{
    using namespace std::chrono_literals;
    server::Limits limits;
    limits.connectionsPerAddress = 4;
    limits.connections = 6;
    limits.request = 400ms;
    limits.idle = 700ms;
    limits.answer = 500ms;
    limits.linger = 300ms;
    limits.stop = 1s;
    return limits;
}

/** The server's classes on a thread of their own, with routes and limits of a test's choice. */
class InProcessServer
{
public:
    explicit InProcessServer(server::Router router,
                             server::HttpServerOptions options = {.listen = {},
                                                                  .limits = shortLimits()})
        : m_router(std::move(router))
        , m_server(m_context, onLoopback(std::move(options)), m_router, m_log, m_metrics)
        , m_guard(boost::asio::make_work_guard(m_context))
    {
        boost::asio::co_spawn(m_context, m_server.run(), boost::asio::detached);
        m_thread = std::thread([this] { m_context.run(); });
    }
    InProcessServer(const InProcessServer &) = delete;
    InProcessServer &operator=(const InProcessServer &) = delete;
    ~InProcessServer() { end(); }

    QUrl url() const { return QUrl(QString::fromStdString(m_server.origin())); }
    HttpClient http() const { return HttpClient(url()); }
    void stop() { boost::asio::co_spawn(m_context, stopAndEnd(), boost::asio::detached); }
    /** At once: from here on nothing runs on the thread. */
    void end()
    {
        m_context.stop();
        if (m_thread.joinable())
            m_thread.join();
    }
    /** True if stop() has let the thread end. */
    bool hasStopped() const { return m_stopped; }

private:
    static server::HttpServerOptions onLoopback(server::HttpServerOptions options)
    {
        options.listen = {boost::asio::ip::make_address("127.0.0.1"), 0};
        return options;
    }
    boost::asio::awaitable<void> stopAndEnd()
    {
        co_await m_server.stop();
        m_stopped = true;
    }

    boost::asio::io_context m_context{1};
    server::Router m_router;
    server::Log m_log{server::Log::Level::WarningsOnly};
    server::Metrics m_metrics;
    server::HttpServer m_server;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_guard;
    std::atomic<bool> m_stopped = false;
    std::thread m_thread;
};

} // namespace keydesk::testing
