// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Response.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace keydesk::server {

/** How a client learns where the body ends (RFC 9112, 6.3). */
enum class Framing {
    Length,
    Chunked,
    UntilClose, ///< for clients of HTTP/1.0, which know no chunks
};

struct HeadOptions
{
    std::string_view requestId;
    Framing framing = Framing::Length;
    bool keepAlive = false;
    std::optional<std::chrono::microseconds> took{}; ///< adds Server-Timing
};

/**
 * The status line and the headers, up to and with the empty line. Headers that every answer has are
 * added; of those, Cache-Control gives way to the response's own.
 */
Bytes responseHead(const Response &response, const HeadOptions &options);

} // namespace keydesk::server
