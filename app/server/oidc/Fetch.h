// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/oidc/WebAddress.h"

#include <tl/expected.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace keydesk::server {

/** What may be asked of somebody else's server. */
struct FetchLimits
{
    std::chrono::milliseconds all = std::chrono::seconds(5); ///< until the last byte is there
    std::uint64_t bodyBytes = std::uint64_t{64} * 1024;
    std::uint32_t headerBytes = 8 * 1024;
};

struct Fetched
{
    std::string body;
    std::optional<std::chrono::seconds> maxAge{}; ///< as Cache-Control says
};

/** Or why there is nothing: for the log, and without anything that was sent to us. */
using FetchOutcome = tl::expected<Fetched, std::string>;

/**
 * GETs a document on the caller's executor, over a connection of its own. Status 200 and no other:
 * redirects are not followed. With https:// the server must show a certificate of its name, from an
 * authority that this system trusts.
 */
boost::asio::awaitable<FetchOutcome> fetch(WebAddress address, FetchLimits limits = {});

} // namespace keydesk::server
