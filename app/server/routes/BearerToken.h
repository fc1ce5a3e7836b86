// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/http/Bytes.h"
#include "server/http/Request.h"

#include <optional>
#include <string_view>

namespace keydesk::server {

/** 32 random bytes as 43 base64url characters. */
Bytes newBearerToken();

/** What is kept of a token, and what it is known by. */
Sha256 tokenHash(std::string_view token);

/** The hash of the request's bearer token (RFC 6750); nothing if there is none. */
std::optional<Sha256> bearerToken(const Request &request);

} // namespace keydesk::server
