// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyCheck.h"

#include "server/routes/BearerToken.h"

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

// How long they are is no secret; what is in them takes the same time whatever it is.
bool isSame(std::string_view left, std::string_view right)
{
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

bool isSame(const Sha256 &left, const Sha256 &right)
{
    return sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace

struct KeyCheck::Presented
{
    std::optional<std::string_view> company; ///< nothing: the one that the token names
    std::string_view text;
    SentVia via = SentVia::Header;
    bool isToken = false;
};

/** What is looked up for a text, and compared with what is found. */
struct KeyCheck::Search
{
    Presented given;
    Sha256 secret{};
    std::optional<KeyTokenClaims> claims;
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
    const auto company = request.find("X-company-id");
    const auto key = request.find("X-apiKey");
    if (const auto token = key ? std::nullopt : request.authorization("Bearer"))
        return {company, *token, SentVia::Token, true};
    if (company || key)
        return {company.value_or(""), key.value_or(""), SentVia::Header, false};
    return {parameter(request, "company"), parameter(request, "apiKey"), SentVia::Query, false};
}

asio::awaitable<std::optional<KeyCredential>> KeyCheck::accept(Request &request)
{
    return check(request, presented(request));
}

asio::awaitable<std::optional<KeyCredential>> KeyCheck::accept(Request &request,
                                                               const ClientCredential &given)
{
    return check(request, {given.company, given.secret, given.via, false});
}

asio::awaitable<std::optional<KeyCredential>> KeyCheck::check(Request &request, Presented given)
{
    const Search search = searchFor(given);
    auto key = co_await found(search);
    auto known = judged(search, std::move(key));
    m_metrics.keyCheck(given.via, known && known->isGood);
    if (known && known->isGood) {
        request.keyId = textOf(known->key.id);
        m_uses.record(known->key, given.via, request.peer);
        co_return std::move(known->key);
    }
    if (known)
        m_uses.recordRefused(known->key, given.via);
    if (!given.text.empty()) // without a key, nobody guesses
        co_await m_brake.refused(request.peer);
    co_return std::nullopt;
}

asio::awaitable<std::optional<KnownKey>> KeyCheck::lookUp(std::string_view text)
{
    const bool isToken = text.find('.') != std::string_view::npos; // which no key has
    const Search search = searchFor({std::nullopt, text, SentVia::Token, isToken});
    auto key = co_await found(search);
    co_return judged(search, std::move(key));
}

// The same work for every key: hash or check the signature, look up, compare all, whatever comes
// out.
KeyCheck::Search KeyCheck::searchFor(const Presented &given) const
{
    return {given, tokenHash(given.text), given.isToken ? m_tokens.read(given.text) : std::nullopt};
}

asio::awaitable<std::optional<KeyCredential>> KeyCheck::found(const Search &search) const
{
    if (search.given.isToken)
        return m_keys.at(search.claims ? search.claims->key : KeyPlace());
    return m_keys.withSecret(search.secret);
}

std::optional<KnownKey> KeyCheck::judged(Search search, std::optional<KeyCredential> found) const
{
    const bool isThere = found.has_value();
    KeyCredential key = std::move(found).value_or(KeyCredential{});
    const bool isSecret = isSame(key.secretSha256, search.secret);
    const std::string_view platform = viewOf(key.platformId);
    const bool isOfCompany = isSame(search.given.company.value_or(platform), platform);
    const bool isCurrent = !search.claims || search.claims->expiresAt > m_keys.now();
    const bool isNamed = search.claims && search.claims->key.platformId == textOf(key.platformId) &&
                         search.claims->key.keyId == textOf(key.id);
    if (!isThere || !(search.given.isToken ? isNamed : isSecret))
        return std::nullopt;
    const bool isGood = isOfCompany && isCurrent && key.isUsable;
    return KnownKey{std::move(key), std::move(search.claims), isGood};
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
