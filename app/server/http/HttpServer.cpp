// SPDX-License-Identifier: Apache-2.0
#include "server/http/HttpServer.h"

#include "server/http/Places.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <set>
#include <sstream>
#include <sys/resource.h>

namespace keydesk::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Shared with the coroutines of the connections, which end when the io_context does.
class HttpServer::Registry
{
public:
    Registry(asio::io_context &context, const Limits &limits, Metrics &metrics)
        : drained(context)
        , places(limits.connections, limits.connectionsPerAddress)
        , m_metrics(metrics)
    {
    }

    void add(Connection *connection, const asio::ip::address &address)
    {
        m_open.insert(connection);
        places.take(address);
        m_metrics.connectionOpened();
    }

    void remove(Connection *connection, const asio::ip::address &address)
    {
        m_open.erase(connection);
        places.giveBack(address);
        m_metrics.connectionClosed();
        if (m_open.empty())
            drained.cancel();
    }

    const std::set<Connection *> &open() const { return m_open; }

    asio::steady_timer drained;
    Places places;
    std::size_t turnedAway = 0;

private:
    Metrics &m_metrics;
    std::set<Connection *> m_open;
};

namespace {

// Who gets no descriptor gets no answer either: fewer connections, then, than there are descriptors
// for them, for those that are refused, and for the database.
Limits withinDescriptors(Limits limits)
{
    constexpr std::size_t others = 64;
    rlimit descriptors{};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        return limits;
    const std::size_t most = std::min<rlim_t>(descriptors.rlim_cur, 1U << 30U); // may be infinite
    const std::size_t ours = most > 2 * others ? most - others : most / 2;
    limits.refusedConnections = std::min(limits.refusedConnections, ours / 4);
    limits.connections = std::min(limits.connections, ours - ours / 4);
    return limits;
}

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
    , m_serving(new Serving{.limits = withinDescriptors(options.limits),
                            .hosts = HostPolicy(m_endpoint, std::move(options.publicHosts)),
                            .router = router,
                            .log = log,
                            .metrics = metrics,
                            .tls = options.tls,
                            .proxies = std::move(options.proxies),
                            .serverTiming = options.serverTiming})
    , m_registry(std::make_shared<Registry>(context, m_serving->limits, metrics))
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
        if (!error) {
            serve(std::move(socket));
        } else { // mostly: no more file descriptors; some will be given back
            logNotAccepted(error);
            co_await pause(std::chrono::milliseconds(100));
        }
    }
}

void HttpServer::logNotAccepted(const error_code &why)
{
    const auto now = std::chrono::steady_clock::now();
    if (now < m_logAgain)
        return;
    m_logAgain = now + std::chrono::minutes(1);
    m_serving->log.warning("cannot accept connections: " + why.message());
}

void HttpServer::serve(tcp::socket socket)
{
    error_code error;
    const auto address = socket.remote_endpoint(error).address();
    if (error)
        return;
    const auto connection = std::make_shared<Connection>(std::move(socket), address, *m_serving);
    const auto executor = m_acceptor.get_executor();
    // Behind a proxy are many clients.
    const bool hasRoom = m_serving->proxies.contains(address)
                             ? m_registry->places.hasRoom()
                             : m_registry->places.hasRoomFor(address);
    if (hasRoom) {
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
    if (m_registry->turnedAway < m_serving->limits.refusedConnections) {
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
