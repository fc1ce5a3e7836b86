// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Request.h"

#include <optional>

namespace keydesk::server {

/** An OAuth client's identifier and secret out of HTTP Basic; wiped when it goes. */
struct ClientBasic
{
    Bytes id;
    Bytes secret;

    /**
     * Nothing without an Authorization of this scheme. Both texts are form-encoded inside of the
     * base64 (RFC 6749, 2.3.1); they are empty if it is not well formed, which matches no client.
     */
    static std::optional<ClientBasic> of(const Request &request);
};

} // namespace keydesk::server
