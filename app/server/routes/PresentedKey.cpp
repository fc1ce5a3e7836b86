// SPDX-License-Identifier: Apache-2.0
#include "server/routes/PresentedKey.h"

#include <sodium.h>

namespace keydesk::server {

namespace asio = boost::asio;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *warning =
    "299 - \"The API key was sent in the URL, where proxies and browsers log it. "
    "Send it in the header X-apiKey instead.\"";

std::string_view parameter(const Request &request, std::string_view name)
{
    const Bytes *value = request.target.parameter(name);
    return value ? std::string_view(*value) : std::string_view();
}

Sha256 hashOf(std::string_view text)
{
    return sha256(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

bool isSame(const Sha256 &left, const Sha256 &right)
{
    return sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

bool isSame(std::string_view left, const QString &right)
{
    return isSame(hashOf(left), sha256(right.toUtf8()));
}

} // namespace

struct KeyCheck::Presented
{
    std::optional<std::string_view> company; ///< nothing: the one that the token names
    std::string_view text;
    SentVia via = SentVia::Header;
    bool isToken = false;
};

KeyCheck::KeyCheck(KeyFinder &keys, KeyUseBuffer &uses, const KeyToken &tokens, GuessBrake &brake,
                   Metrics &metrics)
    : m_keys(keys)
    , m_uses(uses)
    , m_tokens(tokens)
    , m_brake(brake)
    , m_metrics(metrics)
{
}

KeyCheck::Presented KeyCheck::presented(const Request &request)
{
    const bool hasCompany = request.hasHeader("X-company-id");
    const std::string_view company = request.header("X-company-id");
    const auto token = request.authorization("Bearer");
    if (token && !request.hasHeader("X-apiKey"))
        return {hasCompany ? std::optional(company) : std::nullopt, *token, SentVia::Token, true};
    if (hasCompany || request.hasHeader("X-apiKey"))
        return {company, request.header("X-apiKey"), SentVia::Header, false};
    return {parameter(request, "company"), parameter(request, "apiKey"), SentVia::Query, false};
}

asio::awaitable<std::optional<KeyCredential>> KeyCheck::accept(Request &request)
{
    const Presented given = presented(request);
    co_return co_await check(request, given);
}

asio::awaitable<std::optional<KeyCredential>> KeyCheck::accept(Request &request,
                                                               const ClientCredential &given)
{
    const Presented key{given.company, given.secret, given.via, false};
    co_return co_await check(request, key);
}

asio::awaitable<std::optional<KeyCredential>> KeyCheck::check(Request &request, Presented given)
{
    const auto found = co_await known(given);
    m_metrics.keyCheck(given.via, found && found->isGood);
    if (found && found->isGood) {
        request.keyId = found->key.id;
        m_uses.record(found->key.platformId, found->key.id, given.via, toText(request.peer));
        co_return found->key;
    }
    if (found)
        m_uses.recordRefused(found->key.platformId, found->key.id, given.via);
    if (!given.text.empty()) // without a key, nobody guesses
        co_await m_brake.refused(request.peer);
    co_return std::nullopt;
}

asio::awaitable<std::optional<KnownKey>> KeyCheck::lookUp(std::string_view text)
{
    const bool isToken = text.find('.') != std::string_view::npos; // which no key has
    const Presented given{std::nullopt, text, SentVia::Token, isToken};
    co_return co_await known(given);
}

// The same work for every key: hash or check the signature, look up, compare all, whatever comes
// out.
asio::awaitable<std::optional<KnownKey>> KeyCheck::known(const Presented &given)
{
    const Sha256 secret = hashOf(given.text);
    auto claims = given.isToken ? m_tokens.read(given.text) : std::nullopt;
    const KeyTokenClaims claimed = claims.value_or(KeyTokenClaims{});
    std::optional<KeyCredential> found;
    if (given.isToken)
        found = co_await m_keys.withId(claimed.keyId);
    else
        found = co_await m_keys.withSecret(secret);
    const KeyCredential candidate = found.value_or(KeyCredential{});
    const QByteArray platform = candidate.platformId.toLatin1();
    const std::string_view own(platform.constData(), static_cast<std::size_t>(platform.size()));
    const bool isSecret = isSame(candidate.secretSha256, secret);
    const bool isClaimed = isSame(own, claimed.platformId) && claims;
    const bool isOfCompany = isSame(given.company.value_or(own), candidate.platformId);
    const bool isCurrent = !claims || claims->expiresAt > m_keys.now();
    if (!found || !(given.isToken ? isClaimed : isSecret))
        co_return std::nullopt;
    KnownKey key{candidate, std::move(claims), isOfCompany && isCurrent && candidate.isUsable};
    co_return key;
}

Response KeyCheck::refused()
{
    return Response::json(QJsonObject{{u"error"_s, u"invalid_api_key"_s}}, 401)
        .with("WWW-Authenticate", "ApiKey realm=\"keydesk\"");
}

Response KeyCheck::warned(const Request &request, Response response)
{
    if (request.target.parameter("apiKey"))
        response.with("Warning", warning);
    return response;
}

} // namespace keydesk::server
