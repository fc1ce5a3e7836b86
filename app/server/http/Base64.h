// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"

#include <optional>
#include <string_view>

namespace keydesk::server {

enum class Base64 {
    Standard, ///< with + and /, padded: HTTP Basic
    Url,      ///< with - and _, without padding: JWT
};

/** Nothing unless it is the one way to write these bytes (RFC 4648, 3.5). */
std::optional<Bytes> base64Decoded(std::string_view text, Base64 kind);
Bytes base64Encoded(std::string_view bytes, Base64 kind);

} // namespace keydesk::server
