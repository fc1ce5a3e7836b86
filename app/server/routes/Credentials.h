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

// Each takes what it reads out of the request and wipes the body. Errors: MediaTypeUnsupported,
// RequestMalformed.

Outcome<Credentials> takeCredentials(Request &request);
Outcome<Bytes> takeRefreshToken(Request &request);

} // namespace keydesk::server
