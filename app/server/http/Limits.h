// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace keydesk::server {

/** What one client may take. Each limit is answered with a status, except for being idle. */
struct Limits
{
    std::uint32_t headerBytes = 16 * 1024;              ///< 431
    std::size_t headers = 100;                          ///< 431
    std::uint64_t bodyBytes = std::uint64_t{64} * 1024; ///< 413
    std::size_t connectionsPerAddress = 1024;           ///< 503
    std::size_t connections = 8192;                     ///< 503
    std::size_t refusedConnections = 256; ///< that are told so at the same time; more are closed

    std::chrono::milliseconds request = std::chrono::seconds(10); ///< from its first byte: 408
    std::chrono::milliseconds idle = std::chrono::seconds(60);    ///< between requests
    std::chrono::milliseconds answer = std::chrono::seconds(10);  ///< to take an answer
    std::chrono::milliseconds refused = std::chrono::seconds(1);  ///< to be told so, and go
    std::chrono::milliseconds linger = std::chrono::seconds(2);   ///< to read it before we close
    std::chrono::milliseconds stop = std::chrono::seconds(10);    ///< for requests in flight
};

} // namespace keydesk::server
