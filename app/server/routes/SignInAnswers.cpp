// SPDX-License-Identifier: Apache-2.0
#include "server/routes/SignInAnswers.h"

namespace keydesk::server {

// By hand, so that no JSON document keeps a copy of the tokens.
Response tokensResponse(const IssuedTokens &tokens, unsigned status)
{
    Response response = Response::empty(status);
    response.contentType = "application/json";
    response.body.reserve(256);
    response.body.append(R"({"accessToken":")")
        .append(tokens.access)
        .append(R"(","expiresIn":)")
        .append(std::to_string(tokens.expiresIn))
        .append(R"(,"refreshToken":")")
        .append(tokens.refresh)
        .append(R"("})");
    return response;
}

Refusal challenged(ProblemCode code, const QString &detail)
{
    Refusal refused = refusal(code, detail);
    refused.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"keydesk\"");
    return refused;
}

Refusal later(ProblemCode code, const QString &detail, qint64 seconds)
{
    Refusal refused = refusal(code, detail);
    refused.headers.emplace_back("Retry-After", std::to_string(seconds));
    return refused;
}

} // namespace keydesk::server
