// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Connection.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace keydesk::server {

struct HttpServerOptions
{
    boost::asio::ip::tcp::endpoint listen; ///< port 0 picks one
    std::vector<std::string> publicHosts{};
    Limits limits{};
    const TlsIdentity *tls = nullptr; ///< outlives the server; without it: http://
    TrustedProxies proxies{};
    bool serverTiming = false;
};

/** Accepts connections and counts them. On the thread that runs the io_context. */
class HttpServer
{
public:
    /** Listens. Throws boost::system::system_error, e.g. for a port that is in use. */
    HttpServer(boost::asio::io_context &context, HttpServerOptions options, const Router &router,
               const Log &log, Metrics &metrics);
    ~HttpServer();

    /** "http://127.0.0.1:8080", or https:// */
    std::string origin() const;
    bool isLoopback() const { return m_endpoint.address().is_loopback(); }

    /** Accepts until stop() begins. */
    boost::asio::awaitable<void> run();
    /** No new connections; resumes when the requests in flight are answered, or at the limit. */
    boost::asio::awaitable<void> stop();

private:
    class Registry;

    void serve(boost::asio::ip::tcp::socket socket);
    void logNotAccepted(const boost::system::error_code &why);

    boost::asio::ip::tcp::acceptor m_acceptor;
    boost::asio::ip::tcp::endpoint m_endpoint;
    std::unique_ptr<Serving> m_serving;
    std::shared_ptr<Registry> m_registry;
    std::chrono::steady_clock::time_point m_logAgain{}; ///< that none was accepted
};

} // namespace keydesk::server
