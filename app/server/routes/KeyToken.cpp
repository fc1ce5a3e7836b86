// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyToken.h"

#include "server/http/Base64.h"
#include "server/store/Identifier.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace keydesk::server {

namespace json = boost::json;

namespace {

constexpr std::string_view header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."; // and the dot
constexpr std::string_view issuer = "keydesk";
constexpr std::size_t longestToken = 2048; // ours have about 350 characters
constexpr std::size_t macSize = crypto_auth_hmacsha256_BYTES;

std::string idText(const QString &id)
{
    return id.toStdString();
}

QString stringClaim(const json::object &claims, const char *name)
{
    const json::value *value = claims.if_contains(name);
    const json::string *string = value ? value->if_string() : nullptr;
    return string ? QString::fromUtf8(string->data(), static_cast<qsizetype>(string->size()))
                  : QString();
}

qint64 secondsOf(const json::object &claims, const char *name)
{
    const json::value *value = claims.if_contains(name);
    const std::int64_t *number = value ? value->if_int64() : nullptr;
    return number ? *number : 0;
}

std::optional<KeyTokenClaims> claimsFrom(std::string_view payload)
{
    json::error_code error;
    const json::value value = json::parse(payload, error);
    const json::object *claims = error ? nullptr : value.if_object();
    if (!claims || stringClaim(*claims, "iss").toStdString() != issuer)
        return std::nullopt;
    return KeyTokenClaims{.key = {stringClaim(*claims, "client_id"), stringClaim(*claims, "sub")},
                          .issuedAt = secondsOf(*claims, "iat") * 1000,
                          .expiresAt = secondsOf(*claims, "exp") * 1000};
}

} // namespace

KeyToken::KeyToken(const ServerKey &serverKey)
    : m_key(serverKey.derivedFor("keydesk access token v1"))
{
}

Bytes KeyToken::issue(const KeyPlace &key, qint64 now) const
{
    const qint64 seconds = now / 1000;
    const json::object claims{{"iss", issuer},
                              {"sub", idText(key.keyId)},
                              {"client_id", idText(key.platformId)},
                              {"jti", idText(newIdentifier())},
                              {"iat", seconds},
                              {"exp", seconds + lifetime.count()}};
    Bytes token(header);
    token.append(base64Encoded(json::serialize(claims), Base64::Url));
    Bytes mac(macSize, '\0');
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char *>(mac.data()), unsignedBytes(token),
                           token.size(), m_key.get());
    return token.append(1, '.').append(base64Encoded(mac, Base64::Url));
}

std::optional<KeyTokenClaims> KeyToken::read(std::string_view token) const
{
    const std::size_t dot = token.rfind('.');
    if (token.size() > longestToken || dot == std::string_view::npos)
        return std::nullopt;
    const std::string_view text = token.substr(0, dot);
    const auto mac = base64Decoded(token.substr(dot + 1), Base64::Url);
    if (!mac || mac->size() != macSize ||
        crypto_auth_hmacsha256_verify(unsignedBytes(*mac), unsignedBytes(text), text.size(),
                                      m_key.get()) != 0)
        return std::nullopt;
    if (!text.starts_with(header))
        return std::nullopt;
    const auto payload = base64Decoded(text.substr(header.size()), Base64::Url);
    return payload ? claimsFrom(*payload) : std::nullopt;
}

} // namespace keydesk::server
