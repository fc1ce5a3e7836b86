// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/CommandLine.h"
#include "server/commands/Housekeeping.h"
#include "server/http/HttpServer.h"
#include "server/http/TlsIdentity.h"
#include "server/routes/Routes.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/signal_set.hpp>

#include <memory>
#include <optional>
#include <string>

namespace keydesk::server {

/**
 * A serving program, put together: the database, the routes, and the HTTP server in front of them.
 * Ends with SIGINT or SIGTERM (requests in flight are answered; at the second one they are not), or
 * with its parent. SIGHUP reads the TLS files again.
 */
class Service
{
public:
    /**
     * Opens the database, whose schema must be current, and listens. On the thread that runs
     * \a context, which outlives the service. Without \a ownerToken nobody is the local owner.
     * Throws DatabaseError, std::runtime_error with a sentence, and boost::system::system_error
     * where it cannot listen.
     */
    Service(boost::asio::io_context &context, const ServeOptions &options,
            std::optional<OwnerToken> ownerToken);
    Service(const Service &) = delete; // its parts know each other
    Service &operator=(const Service &) = delete;

    /** "http://127.0.0.1:8080", or https:// */
    std::string origin() const { return m_http.origin(); }

    /**
     * Serves while the context runs, and stops that at the end. \a withParent: ends with stdin, for
     * which it throws boost::system::system_error if it has no descriptor.
     */
    void start(bool withParent);
    /** Whether it ended because a part of it could not go on, which the log has then. */
    bool hasFailed() const { return m_hasFailed; }

private:
    HttpServerOptions httpOptions(const ServeOptions &options) const;
    std::unique_ptr<IdentityProvider> newProvider(const ServeOptions &options);
    void begin(boost::asio::awaitable<void> work);
    void warnAbout(const TlsIdentity &tls) const;
    boost::asio::awaitable<void> reloadTlsOnSignal();
    boost::asio::awaitable<void> stopOnSignal();
    boost::asio::awaitable<void> stopWithParent(boost::asio::posix::stream_descriptor pipe);
    boost::asio::awaitable<void> stop();

    // In the order in which they need each other; they end in the other one.
    boost::asio::io_context &m_context;
    const Limits m_limits{};
    Log m_log;
    Metrics m_metrics;
    ServerKey m_serverKey;
    Store m_store;
    KeyFinder m_keys;
    KeyUseBuffer m_uses;
    GuessBrake m_brake;
    PlatformEvents m_events;
    std::unique_ptr<IdentityProvider> m_provider; ///< of the sign-in by browser, if there is one
    Housekeeping m_housekeeping;
    Routes m_routes;
    std::optional<TlsIdentity> m_tls;
    HttpServer m_http;
    boost::asio::signal_set m_signals;
    boost::asio::signal_set m_hangups;
    bool m_isStopping = false;
    bool m_hasFailed = false;
};

} // namespace keydesk::server
