// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/ClientAddress.h"
#include "server/http/HostPolicy.h"
#include "server/http/Limits.h"
#include "server/http/Log.h"
#include "server/http/Metrics.h"
#include "server/http/RequestReader.h"
#include "server/http/ResponseHead.h"
#include "server/http/Router.h"
#include "server/http/Stream.h"
#include "server/http/TlsIdentity.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace keydesk::server {

/** What all connections of a server have in common; outlives them. */
struct Serving
{
    Limits limits;
    HostPolicy hosts;
    const Router &router;
    const Log &log;
    Metrics &metrics;
    const TlsIdentity *tls = nullptr; ///< without it: not encrypted
    TrustedProxies proxies{};
    bool serverTiming = false; ///< say in each answer how long it took
};

/**
 * One client over HTTP/1.1 (RFC 9112): reads a request, answers it, and so on, each step against a
 * deadline. Lives on the thread of its socket's executor.
 */
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    /** \a peer is who is at the other end of \a socket. */
    Connection(boost::asio::ip::tcp::socket socket, const boost::asio::ip::address &peer,
               const Serving &serving);

    /** Serves until the client goes, breaks a rule or stop() is called. */
    boost::asio::awaitable<void> run();
    /** Says that there are too many connections, and closes. Takes no longer than one may. */
    boost::asio::awaitable<void> turnAway();

    /** No further request; the one that has begun is finished. */
    void stop();
    /** Ends at once. */
    void abort();

private:
    using Clock = std::chrono::steady_clock;
    static constexpr Clock::time_point never = Clock::time_point::max();

    /** Encrypts, if that is wanted; false when the client does not. */
    boost::asio::awaitable<bool> begin();
    boost::asio::awaitable<bool> serveNext();
    void beginToWait();
    void received(std::size_t count);
    Outcome<bool> readHead(RequestReader &reader, Request &request) const;
    /** True when the request is complete, false when the client is gone. */
    boost::asio::awaitable<Outcome<bool>> readOn(RequestReader &reader, Request &request);
    boost::asio::awaitable<Outcome<bool>> readBody(RequestReader &reader, const Request &request);
    void wipeReceived();
    /** True when more has come, \a most bytes of it; false when it is too late for that. */
    boost::asio::awaitable<bool> receive(std::size_t most);
    /** What is to be said of a request that is not complete: that it is too late, or nothing. */
    Outcome<bool> incomplete(RequestReader &reader) const;
    std::chrono::microseconds sinceBegin() const;
    boost::asio::awaitable<bool> write(const Request &request, Response response, bool keepAlive);
    /** An answer that goes on. What the client sends meanwhile is dropped. */
    boost::asio::awaitable<void> writeEvents(const Request &request, Response response,
                                             Framing framing);
    boost::asio::awaitable<void> sendEvents(std::string_view requestId, Framing framing);
    boost::asio::awaitable<void> stopEventsWhenClientLeaves();
    template <typename Buffers>
    boost::asio::awaitable<bool> send(const Buffers &buffers);
    bool isSent(const boost::system::error_code &error);
    void dropWhatHasCome();
    /** If it \a lingers, the client may take its time to read the answer and to close as well. */
    boost::asio::awaitable<void> close(bool lingers);

    boost::asio::awaitable<void> watchDeadline();
    void setDeadline(std::chrono::milliseconds fromNow);
    void setDeadline(Clock::time_point deadline);

    Stream m_stream;
    const Serving &m_serving;
    std::string m_peer;
    bool m_peerIsProxy; ///< one that is trusted
    ReceiveBuffer m_buffer;
    std::size_t m_received = 0;            ///< into the buffer, since it was wiped
    std::shared_ptr<EventStream> m_events; ///< those that are being sent
    bool m_eventsSent = false;

    boost::asio::steady_timer m_timer;
    Clock::time_point m_deadline;
    Clock::time_point m_end = never; ///< no deadline is later
    Clock::time_point m_begun;       ///< the request that is being served
    bool m_expired = false;
    bool m_idle = false;
    bool m_answered = false; ///< the last request that began
    bool m_gone = false;     ///< the client is, or does not read: nothing to wait for
    bool m_stopping = false;
    bool m_done = false;
};

} // namespace keydesk::server
