// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Response.h"
#include "server/routes/SessionTokens.h"

namespace keydesk::server {

/** What every way to sign in answers. */
Response tokensResponse(const IssuedTokens &tokens, unsigned status);

/** A refusal that says that a bearer token is wanted (RFC 9110, 11.6.1). */
Refusal challenged(ProblemCode code, const QString &detail);

/** A refusal with a Retry-After. */
Refusal later(ProblemCode code, const QString &detail, qint64 seconds);

} // namespace keydesk::server
