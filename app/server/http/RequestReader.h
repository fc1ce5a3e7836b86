// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/HostPolicy.h"
#include "server/http/Limits.h"
#include "server/http/Request.h"
#include "server/http/Response.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace keydesk::server {

/** What a client has sent and nobody has understood yet. */
using ReceiveBuffer = boost::beast::basic_flat_buffer<WipingAllocator<char>>;

/**
 * Makes a request out of a client's bytes, however they are cut into pieces, and holds it against
 * the limits and RequestCheck. What is between it and the network is the connection's.
 */
class RequestReader
{
public:
    /** All four outlive it. */
    RequestReader(ReceiveBuffer &buffer, const Limits &limits, const HostPolicy &hosts,
                  Request &request);

    /** Takes what it can out of the buffer. True when the head is complete, false for more. */
    Outcome<bool> readHead();
    /** Likewise for the body, if there is one, behind a complete head. */
    Outcome<bool> readBody();
    /** Refuses what has come so far, with as much of the method and target as is known of it. */
    tl::unexpected<Refusal> refuse(Refusal why);

    bool headIsAccepted() const { return m_headIsAccepted; }
    /** Of a request whose head is complete. */
    bool hasBody() const { return !m_parser.is_done(); }
    /** Whether the client knows more than HTTP/1.0. */
    bool isCurrent() const { return m_parser.get().version() >= 11; }
    /** Of a complete request: whether the client expects to send another one. */
    bool keepsAlive() const { return isCurrent() && m_parser.keep_alive(); }

private:
    using Parser = boost::beast::http::request_parser<Body, WipingAllocator<char>>;

    bool countLines(std::string_view taken);
    Outcome<bool> acceptHead();
    std::string_view knownTarget() const;

    ReceiveBuffer &m_buffer;
    const Limits &m_limits;
    const HostPolicy &m_hosts;
    Request &m_request;
    Parser m_parser;
    bool m_headIsAccepted = false;
    std::size_t m_headBytes = 0;
    std::size_t m_headLines = 0;
    std::uint64_t m_bodyBytes = 0; ///< with what is between its chunks
};

} // namespace keydesk::server
