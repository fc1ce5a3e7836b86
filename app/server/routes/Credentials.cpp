// SPDX-License-Identifier: Apache-2.0
#include "server/routes/Credentials.h"

#include "server/http/SecretJson.h"
#include "server/oidc/IdToken.h"
#include "server/routes/KeyInput.h"

#include <array>
#include <utility>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxPasswordBytes = 1024;
constexpr std::size_t leastNonceBytes = 16;
constexpr std::size_t maxNonceBytes = 256;

Outcome<std::vector<Bytes>> takeTexts(Request &request, std::span<const std::string_view> names)
{
    if (!request.isOfType("application/json"))
        return tl::unexpected(refusal(ProblemCode::MediaTypeUnsupported, {}));
    const Bytes body = std::exchange(request.body, {});
    return readSecretTexts(body, names);
}

} // namespace

Outcome<Credentials> takeCredentials(Request &request)
{
    constexpr std::array<std::string_view, 2> names{"email", "password"};
    auto texts = takeTexts(request, names);
    if (!texts)
        return tl::unexpected(std::move(texts.error()));
    const Bytes &email = (*texts)[0];
    Bytes &password = (*texts)[1];
    if (email.find('\0') != Bytes::npos)
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed, u"email must be an e-mail address."_s));
    if (password.size() > maxPasswordBytes)
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed, u"password has more than 1,024 bytes."_s));
    return Credentials{QString::fromUtf8(email.data(), static_cast<qsizetype>(email.size())),
                       std::move(password)};
}

Outcome<Bytes> takeRefreshToken(Request &request)
{
    constexpr std::array<std::string_view, 1> names{"refreshToken"};
    auto texts = takeTexts(request, names);
    if (!texts)
        return tl::unexpected(std::move(texts.error()));
    return std::move(texts->front());
}

Outcome<BrowserCredentials> takeBrowserCredentials(Request &request)
{
    constexpr std::array<std::string_view, 2> names{"idToken", "nonce"};
    auto texts = takeTexts(request, names);
    if (!texts)
        return tl::unexpected(std::move(texts.error()));
    Bytes &idToken = (*texts)[0];
    Bytes &nonce = (*texts)[1];
    if (idToken.size() > IdToken::longest)
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed, u"idToken has more than 16,384 bytes."_s));
    if (nonce.size() < leastNonceBytes || nonce.size() > maxNonceBytes)
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed, u"nonce must have 16 to 256 bytes."_s));
    return BrowserCredentials{std::move(idToken), std::move(nonce)};
}

} // namespace keydesk::server
