// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/IdToken.h"

#include "server/http/Base64.h"

#include <boost/beast/core/string.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace keydesk::server {

namespace json = boost::json;

namespace {

constexpr std::size_t longestSubject = 255; // OpenID Connect Core 1.0, 2
constexpr double farFuture = 1e11;          // seconds; milliseconds of it are still whole numbers

std::optional<json::object> decoded(std::string_view part)
{
    const auto text = base64Decoded(part, Base64::Url);
    if (!text)
        return std::nullopt;
    json::error_code error;
    json::value value = json::parse(*text, error);
    if (error || !value.is_object())
        return std::nullopt;
    return std::move(value.get_object());
}

std::optional<std::string_view> textOf(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    const json::string *text = value ? value->if_string() : nullptr;
    return text ? std::optional(std::string_view(text->data(), text->size())) : std::nullopt;
}

bool isText(const json::object &object, std::string_view name, std::string_view wanted)
{
    return textOf(object, name) == wanted;
}

/** A NumericDate (RFC 7519, 2) as milliseconds. */
std::optional<qint64> timeOf(const json::object &claims, std::string_view name)
{
    const json::value *value = claims.if_contains(name);
    json::error_code error;
    const double seconds = value ? value->to_number<double>(error) : -1;
    if (error || !(seconds >= 0) || seconds > farFuture)
        return std::nullopt;
    return static_cast<qint64>(std::floor(seconds * 1000));
}

/** For us and nobody else (3.1.3.7, 3 to 5). */
bool isFor(const json::object &claims, std::string_view clientId)
{
    if (claims.contains("azp") && !isText(claims, "azp", clientId))
        return false;
    const json::value *audience = claims.if_contains("aud");
    const json::array *list = audience ? audience->if_array() : nullptr;
    if (!list)
        return isText(claims, "aud", clientId);
    const bool isOurs = std::ranges::find(*list, json::value(clientId)) != list->end();
    return isOurs && (list->size() == 1 || claims.contains("azp"));
}

/** Its type, where it says one: tokens for other purposes have another (RFC 8725, 3.11). */
bool isIdTokenType(const json::object &header)
{
    if (!header.contains("typ"))
        return true;
    return boost::beast::iequals(textOf(header, "typ").value_or(std::string_view()), "JWT");
}

tl::expected<qint64, IdTokenFault> goodUntil(const json::object &claims, qint64 now)
{
    constexpr qint64 leeway = IdToken::leeway;
    const auto expiry = timeOf(claims, "exp");
    const auto issued = timeOf(claims, "iat");
    const auto begin = claims.contains("nbf") ? timeOf(claims, "nbf") : issued;
    if (!expiry || !issued || !begin || *issued > now + leeway || *begin > now + leeway)
        return tl::unexpected(IdTokenFault::Invalid);
    const qint64 end = std::min(*expiry, *issued + IdToken::oldest) + leeway;
    if (end <= now)
        return tl::unexpected(IdTokenFault::Expired);
    return end;
}

QString claimText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

tl::expected<IdTokenClaims, IdTokenFault> checked(const json::object &claims,
                                                  const IdTokenExpectation &expected)
{
    const auto subject = textOf(claims, "sub").value_or(std::string_view());
    const bool hasSubject =
        !subject.empty() && subject.size() <= longestSubject &&
        std::ranges::all_of(subject, [](char c) { return c > 0x1f && c < 0x7f; });
    if (!hasSubject || !isText(claims, "iss", expected.issuer) ||
        !isFor(claims, expected.clientId) || !isText(claims, "nonce", expected.nonce))
        return tl::unexpected(IdTokenFault::Invalid);
    const auto end = goodUntil(claims, expected.now);
    if (!end)
        return tl::unexpected(end.error());
    // Some write it as a text; that is not what it must be, and so it counts as not verified.
    const json::value *isVerified = claims.if_contains("email_verified");
    return IdTokenClaims{.subject = claimText(subject),
                         .email = claimText(textOf(claims, "email").value_or(std::string_view())),
                         .isEmailVerified =
                             isVerified && isVerified->is_bool() && isVerified->get_bool(),
                         .goodUntil = *end};
}

} // namespace

std::optional<IdToken> IdToken::parse(Bytes text)
{
    const std::size_t first = text.find('.');
    const std::size_t last = text.rfind('.');
    if (text.size() > longest || first == last || text.find('.', first + 1) != last)
        return std::nullopt;
    const auto header = decoded(std::string_view(text).substr(0, first));
    if (!header || header->contains("crit") || !isIdTokenType(*header))
        return std::nullopt;
    const auto algorithm = signatureAlgorithm(textOf(*header, "alg").value_or(std::string_view()));
    const auto keyId = textOf(*header, "kid");
    if (!algorithm || (header->contains("kid") && !keyId))
        return std::nullopt;
    IdToken token;
    token.m_algorithm = *algorithm;
    if (keyId)
        token.m_keyId = std::string(*keyId);
    token.m_payloadBegin = first + 1;
    token.m_payloadEnd = last;
    token.m_text = std::move(text);
    return token;
}

tl::expected<IdTokenClaims, IdTokenFault> IdToken::verified(
    const VerificationKey &key, const IdTokenExpectation &expected) const
{
    const std::string_view text(m_text);
    const auto signature = base64Decoded(text.substr(m_payloadEnd + 1), Base64::Url);
    if (key.algorithm() != m_algorithm || !signature ||
        !key.verifies(text.substr(0, m_payloadEnd), *signature))
        return tl::unexpected(IdTokenFault::Invalid);
    const auto claims = decoded(text.substr(m_payloadBegin, m_payloadEnd - m_payloadBegin));
    if (!claims)
        return tl::unexpected(IdTokenFault::Invalid);
    return checked(*claims, expected);
}

} // namespace keydesk::server
