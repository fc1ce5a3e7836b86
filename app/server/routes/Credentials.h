// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Problems.h"
#include "server/http/Request.h"

#include <QString>

namespace keydesk::server {

struct Credentials
{
    QString email;
    Bytes password; ///< at most 1,024 bytes, in memory that is wiped
};

/** What a browser brought from an OpenID provider. */
struct BrowserCredentials
{
    Bytes idToken; ///< at most 16 KiB
    Bytes nonce;   ///< what the client sent it with: 16 to 256 bytes
};

// Each takes what it reads out of the request and wipes the body. Errors: MediaTypeUnsupported,
// RequestMalformed.

Outcome<Credentials> takeCredentials(Request &request);
Outcome<Bytes> takeRefreshToken(Request &request);
Outcome<BrowserCredentials> takeBrowserCredentials(Request &request);

} // namespace keydesk::server
