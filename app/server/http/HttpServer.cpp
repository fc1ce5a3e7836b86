// SPDX-License-Identifier: Apache-2.0
#include "server/http/HttpServer.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <map>
#include <set>
#include <sstream>

namespace keydesk::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Shared with the coroutines of the connections, which end when the io_context does.
class HttpServer::Registry
{
public:
    Registry(asio::io_context &context, Metrics &metrics)
        : drained(context)
        , m_metrics(metrics)
    {
    }

    // Behind a proxy are many clients.
    bool hasRoom(const asio::ip::address &address, const Serving &serving) const
    {
        const auto known = m_addresses.find(address);
        return m_open.size() < serving.limits.connections &&
               (known == m_addresses.end() ||
                known->second < serving.limits.connectionsPerAddress ||
                serving.proxies.contains(address));
    }

    void add(Connection *connection, const asio::ip::address &address)
    {
        m_open.insert(connection);
        ++m_addresses[address];
        m_metrics.connectionOpened();
    }

    void remove(Connection *connection, const asio::ip::address &address)
    {
        m_open.erase(connection);
        m_metrics.connectionClosed();
        if (--m_addresses[address] == 0)
            m_addresses.erase(address);
        if (m_open.empty())
            drained.cancel();
    }

    const std::set<Connection *> &open() const { return m_open; }

    asio::steady_timer drained;
    std::size_t turnedAway = 0;

private:
    Metrics &m_metrics;
    std::set<Connection *> m_open;
    std::map<asio::ip::address, std::size_t> m_addresses;
};

namespace {

constexpr std::size_t turnedAwayAtOnce = 256;

asio::awaitable<void> pause(std::chrono::milliseconds duration)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, duration);
    error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

} // namespace

HttpServer::HttpServer(asio::io_context &context, HttpServerOptions options, const Router &router,
                       const Log &log, Metrics &metrics)
    : m_acceptor(context, options.listen)
    , m_endpoint(m_acceptor.local_endpoint())
    , m_serving(new Serving{.limits = options.limits,
                            .hosts = HostPolicy(m_endpoint, std::move(options.publicHosts)),
                            .router = router,
                            .log = log,
                            .metrics = metrics,
                            .tls = options.tls,
                            .proxies = std::move(options.proxies),
                            .serverTiming = options.serverTiming})
    , m_registry(std::make_shared<Registry>(context, metrics))
{
}

HttpServer::~HttpServer() = default;

std::string HttpServer::origin() const
{
    std::ostringstream text;
    text << (m_serving->tls ? "https://" : "http://") << m_endpoint;
    return text.str();
}

asio::awaitable<void> HttpServer::run()
{
    while (m_acceptor.is_open()) {
        error_code error;
        tcp::socket socket =
            co_await m_acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (!m_acceptor.is_open())
            co_return;
        if (!error)
            serve(std::move(socket));
        else // mostly: no more file descriptors; some will be given back
            co_await pause(std::chrono::milliseconds(100));
    }
}

void HttpServer::serve(tcp::socket socket)
{
    error_code error;
    const auto address = socket.remote_endpoint(error).address();
    if (error)
        return;
    const auto connection = std::make_shared<Connection>(std::move(socket), address, *m_serving);
    const auto executor = m_acceptor.get_executor();
    if (m_registry->hasRoom(address, *m_serving)) {
        m_registry->add(connection.get(), address);
        asio::co_spawn(executor, connection->run(),
                       [registry = m_registry, connection,
                        address](const std::exception_ptr &failed) {
                           if (failed)
                               connection->abort();
                           registry->remove(connection.get(), address);
                       });
        return;
    }
    m_serving->metrics.connectionRefused();
    if (m_registry->turnedAway < turnedAwayAtOnce) {
        ++m_registry->turnedAway;
        asio::co_spawn(executor, connection->turnAway(),
                       [registry = m_registry, connection](const std::exception_ptr &failed) {
                           if (failed)
                               connection->abort();
                           --registry->turnedAway;
                       });
    }
}

asio::awaitable<void> HttpServer::stop()
{
    error_code ignored;
    m_acceptor.close(ignored);
    for (Connection *connection : m_registry->open())
        connection->stop();
    if (!m_registry->open().empty()) {
        m_registry->drained.expires_after(m_serving->limits.stop);
        co_await m_registry->drained.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    for (Connection *connection : m_registry->open())
        connection->abort();
}

} // namespace keydesk::server
