// SPDX-License-Identifier: Apache-2.0
#include "server/http/Connection.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/chunk_encode.hpp>

#include <algorithm>
#include <array>
#include <atomic>

namespace keydesk::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t firstRead = 2048;
constexpr std::size_t bodyRead = std::size_t{16} * 1024;
constexpr std::size_t idleBytes = std::size_t{8} * 1024; ///< kept by who waits for a request
constexpr std::size_t smallBody = std::size_t{4} * 1024;
constexpr std::chrono::milliseconds farewell(100); ///< for the end of TLS with an idle client
constexpr std::chrono::milliseconds insistence(
    50); ///< from one reminder that time is over to the next

/** 16 hex digits that this process gives once; what it starts with is random. */
std::string newRequestId()
{
    static std::atomic<std::uint64_t> next = [] {
        std::uint64_t first = 0;
        randombytes_buf(&first, sizeof first);
        return first;
    }();
    std::uint64_t id = next.fetch_add(0x9e3779b97f4a7c15U, std::memory_order_relaxed);
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, id >>= 4)
        *digit = "0123456789abcdef"[id & 0xf];
    return text;
}

Request newRequest()
{
    Request request;
    request.id = newRequestId();
    return request;
}

} // namespace

Connection::Connection(tcp::socket socket, const asio::ip::address &peer, const Serving &serving)
    : m_stream(std::move(socket), serving.tls ? serving.tls->context() : nullptr)
    , m_serving(serving)
    , m_peer(plainAddress(peer).to_string())
    , m_peerIsProxy(serving.proxies.contains(peer))
    , m_buffer(serving.limits.headerBytes + bodyRead) // what a reader leaves, and what it wants
    , m_timer(m_stream.get_executor())
{
    setDeadline(m_serving.limits.idle);
}

asio::awaitable<void> Connection::run()
{
    const auto self = shared_from_this();
    asio::co_spawn(m_stream.get_executor(), watchDeadline(), asio::detached);
    if (co_await begin()) {
        while (co_await serveNext()) {
        }
    }
    co_await close(m_answered);
}

asio::awaitable<void> Connection::turnAway()
{
    const auto self = shared_from_this();
    m_end = Clock::now() + m_serving.limits.refused;
    asio::co_spawn(m_stream.get_executor(), watchDeadline(), asio::detached);
    if (co_await begin()) {
        Refusal refused = refusal(ProblemCode::Unavailable, u"There are too many connections."_s);
        refused.headers.emplace_back("Retry-After", "5");
        const Request request = newRequest();
        co_await write(request, render(refused, ErrorStyle::Problem), false);
    }
    dropWhatHasCome();
    co_await close(false);
}

asio::awaitable<bool> Connection::begin()
{
    if (!m_stream.wantsHandshake())
        co_return true;
    setDeadline(m_serving.limits.request);
    m_idle = true; // nothing is lost if the server stops now
    bool goesOn = false;
    const Stream::Greeting greeting = co_await m_stream.greeting();
    if (greeting == Stream::Greeting::Tls && !m_expired && !m_stopping)
        goesOn = co_await m_stream.handshake() && !m_expired;
    m_idle = false;
    if (greeting == Stream::Greeting::Other) {
        Response plain = Response::text("text/plain", "This port is for https:// only.\n");
        plain.status = 400;
        co_await write(newRequest(), std::move(plain), false);
    }
    co_return goesOn;
}

void Connection::stop()
{
    m_stopping = true;
    if (m_idle)
        m_stream.cancel();
    if (m_events)
        m_events->stop();
}

void Connection::abort()
{
    m_done = true;
    m_stream.close();
    m_timer.cancel();
    if (m_events)
        m_events->stop();
}

asio::awaitable<bool> Connection::serveNext()
{
    m_answered = false;
    if (m_buffer.size() == 0) {
        if (m_stopping)
            co_return false;
        beginToWait();
        error_code error;
        const std::size_t count = co_await m_stream.async_read_some(
            m_buffer.prepare(firstRead), asio::redirect_error(asio::use_awaitable, error));
        received(count);
        if (count == 0)
            co_return false;
    }
    m_begun = Clock::now();
    setDeadline(m_begun + m_serving.limits.request);
    Request request = newRequest();
    request.peer = m_peer;
    RequestReader reader(m_buffer, m_serving.limits, m_serving.hosts, request);
    // Each coroutine in a coroutine costs time: this one reads what nearly every request is.
    Outcome<bool> complete = readHead(reader, request);
    if (complete && (!*complete || reader.hasBody()))
        complete = co_await readOn(reader, request);
    wipeReceived();
    if (complete && !*complete) {
        m_gone = true;
        co_return false;
    }
    setDeadline(never);

    Response response;
    if (complete)
        response = co_await answer(m_serving.router, request, m_serving.metrics, m_serving.log);
    else
        response = render(complete.error(), errorStyle(request.target));
    const unsigned status = response.status;
    const bool isAttack = status == 404 && request.target.looksElsewhere();
    const bool keepAlive =
        complete && reader.keepsAlive() && !isAttack && !m_stopping && !response.events;
    bool written = false;
    if (response.events)
        co_await writeEvents(request, std::move(response),
                             reader.isCurrent() ? Framing::Chunked : Framing::UntilClose);
    else
        written = co_await write(request, std::move(response), keepAlive);
    const auto took = sinceBegin();
    m_serving.log.request(request, status, took);
    m_serving.metrics.request(request.method, request.route, status, took);
    const bool goesOn = written && keepAlive && !m_stopping;
    co_return goesOn;
}

std::chrono::microseconds Connection::sinceBegin() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - m_begun);
}

void Connection::beginToWait()
{
    setDeadline(m_serving.limits.idle);
    if (m_buffer.capacity() > idleBytes)
        m_buffer.shrink_to_fit();
    m_idle = true;
}

void Connection::received(std::size_t count)
{
    m_idle = false;
    m_buffer.commit(count);
    m_received += count;
}

asio::awaitable<bool> Connection::receive(std::size_t most)
{
    error_code error;
    const std::size_t count = co_await m_stream.async_read_some(
        m_buffer.prepare(most), asio::redirect_error(asio::use_awaitable, error));
    received(count);
    co_return !error && !m_expired;
}

// Keys and passwords were in there, and the connection may stay open for long. No further than
// that, and what moved elsewhere was wiped when it was given back.
void Connection::wipeReceived()
{
    if (m_buffer.size() > 0)
        return; // the next request is there already
    const auto used = m_buffer.prepare(std::min(m_received, m_buffer.capacity()));
    sodium_memzero(used.data(), used.size());
    m_received = 0;
}

Outcome<bool> Connection::incomplete(RequestReader &reader) const
{
    if (m_expired)
        return reader.refuse(refusal(ProblemCode::RequestTimeout, {}));
    return false;
}

Outcome<bool> Connection::readHead(RequestReader &reader, Request &request) const
{
    Outcome<bool> complete = reader.readHead();
    if (!complete || !*complete || !m_peerIsProxy)
        return complete;
    if (const auto client = m_serving.proxies.clientOf(request.fields))
        request.peer = client->to_string();
    return complete;
}

asio::awaitable<Outcome<bool>> Connection::readOn(RequestReader &reader, Request &request)
{
    Outcome<bool> complete = reader.headIsAccepted();
    while (complete && !*complete) {
        if (!co_await receive(firstRead))
            co_return incomplete(reader);
        complete = readHead(reader, request);
    }
    if (complete && reader.hasBody())
        complete = co_await readBody(reader, request);
    co_return complete;
}

asio::awaitable<Outcome<bool>> Connection::readBody(RequestReader &reader, const Request &request)
{
    if (boost::beast::iequals(request.header("Expect"), "100-continue")) {
        static constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        error_code error;
        co_await asio::async_write(m_stream, asio::buffer(goOn),
                                   asio::redirect_error(asio::use_awaitable, error));
    }
    Outcome<bool> complete = reader.readBody();
    while (complete && !*complete) {
        if (!co_await receive(bodyRead))
            co_return incomplete(reader);
        complete = reader.readBody();
    }
    co_return complete;
}

template <typename Buffers>
asio::awaitable<bool> Connection::send(const Buffers &buffers)
{
    setDeadline(m_serving.limits.answer);
    error_code error;
    co_await asio::async_write(m_stream, buffers, asio::redirect_error(asio::use_awaitable, error));
    co_return isSent(error);
}

bool Connection::isSent(const error_code &error)
{
    m_gone = m_gone || error || m_expired;
    return !m_gone;
}

asio::awaitable<bool> Connection::write(const Request &request, Response response, bool keepAlive)
{
    m_answered = true;
    HeadOptions options{.requestId = request.id, .keepAlive = keepAlive};
    if (m_serving.serverTiming)
        options.took = sinceBegin();
    Bytes head = responseHead(response, options);
    Bytes body = request.method == http::verb::head ? Bytes() : std::move(response.body);
    if (body.size() <= smallBody) { // one buffer is one packet, and with TLS one record
        head.append(body);
        body.clear();
    }
    setDeadline(m_serving.limits.answer);
    error_code error;
    co_await asio::async_write(m_stream, std::array{asio::buffer(head), asio::buffer(body)},
                               asio::redirect_error(asio::use_awaitable, error));
    co_return isSent(error);
}

asio::awaitable<void> Connection::writeEvents(const Request &request, Response response,
                                              Framing framing)
{
    m_answered = true;
    m_events = std::move(response.events);
    const Bytes head = responseHead(response, {.requestId = request.id, .framing = framing});
    const bool written = co_await send(asio::buffer(head));
    if (!written || m_stopping || request.method == http::verb::head)
        m_events->stop();
    if (written && request.method != http::verb::head)
        co_await (sendEvents(request.id, framing) && stopEventsWhenClientLeaves());
    m_events.reset();
}

asio::awaitable<void> Connection::sendEvents(std::string_view requestId, Framing framing)
{
    try {
        bool goesOn = true;
        while (goesOn) {
            setDeadline(never);
            const Bytes bytes = co_await m_events->next();
            if (framing != Framing::Chunked)
                goesOn = !bytes.empty() && co_await send(asio::buffer(bytes));
            else if (!bytes.empty())
                goesOn = co_await send(http::make_chunk(asio::buffer(bytes)));
            else
                break;
        }
        if (goesOn && framing == Framing::Chunked)
            co_await send(http::make_chunk_last());
    } catch (const std::exception &error) {
        m_serving.log.warning(error.what(), requestId);
    }
    m_eventsSent = true;
    m_stream.cancel();
}

asio::awaitable<void> Connection::stopEventsWhenClientLeaves()
{
    std::array<char, 512> ignored{};
    error_code error;
    while (!error && !m_eventsSent)
        co_await m_stream.async_read_some(asio::buffer(ignored),
                                          asio::redirect_error(asio::use_awaitable, error));
    if (!m_eventsSent && error != asio::error::eof)
        m_gone = true;
    m_events->stop();
}

// The request, mostly, of a client that is not served: see close(), for which there is no time.
void Connection::dropWhatHasCome()
{
    error_code error;
    std::array<char, 4096> ignored{};
    for (int i = 0; i < 8 && m_stream.socket().available(error) > 0 && !error; ++i)
        m_stream.socket().read_some(asio::buffer(ignored), error);
}

// Closing with unread bytes would make the kernel reset the connection, and the client could lose
// the answer: tell it that nothing more comes, and read on for a moment.
asio::awaitable<void> Connection::close(bool lingers)
{
    setDeadline(lingers ? m_serving.limits.linger : farewell);
    if (!m_gone)
        co_await m_stream.shutdownSend();
    error_code error;
    std::array<char, 4096> ignored{};
    while (lingers && !m_gone && !error && !m_expired)
        co_await m_stream.socket().async_read_some(
            asio::buffer(ignored), asio::redirect_error(asio::use_awaitable, error));
    m_done = true;
    m_stream.close();
    m_timer.cancel();
}

asio::awaitable<void> Connection::watchDeadline()
{
    const auto self = shared_from_this();
    while (!m_done) {
        error_code error;
        m_timer.expires_at(m_deadline);
        co_await m_timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
        if (m_done || Clock::now() < m_deadline)
            continue;
        // Who waits on the socket looks at m_expired, also if what it waited for came just now. An
        // operation of several steps does not, and has nothing to cancel between two of them: so
        // until somebody sets another deadline.
        m_expired = true;
        m_deadline = Clock::now() + insistence;
        m_stream.cancel();
    }
}

void Connection::setDeadline(std::chrono::milliseconds fromNow)
{
    setDeadline(Clock::now() + fromNow);
}

void Connection::setDeadline(Clock::time_point deadline)
{
    m_expired = false;
    m_deadline = std::min(deadline, m_end);
    // Later is noticed when the timer fires, which spares setting it for each request.
    if (m_deadline < m_timer.expiry())
        m_timer.cancel();
}

} // namespace keydesk::server
