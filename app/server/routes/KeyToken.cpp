// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyToken.h"

#include "server/store/Identifier.h"

#include <jwt.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

namespace keydesk::server {

namespace {

constexpr const char *issuer = "keydesk";
constexpr std::size_t longest = 2048; // ours have about 350 characters

struct JwtFree
{
    void operator()(jwt_t *jwt) const { jwt_free(jwt); }
};
using Jwt = std::unique_ptr<jwt_t, JwtFree>;

Jwt emptyJwt()
{
    jwt_t *jwt = nullptr;
    if (jwt_new(&jwt) != 0)
        throw std::bad_alloc();
    return Jwt(jwt);
}

void check(int error)
{
    if (error != 0)
        throw std::bad_alloc(); // with arguments that are right, nothing else can go wrong
}

QString text(const Jwt &jwt, const char *name)
{
    return QString::fromUtf8(jwt_get_grant(jwt.get(), name));
}

} // namespace

KeyToken::KeyToken(const ServerKey &serverKey)
    : m_key(serverKey.derivedFor("keydesk access token v1"))
{
}

Bytes KeyToken::issue(const QString &keyId, const QString &platformId, qint64 now) const
{
    const qint64 seconds = now / 1000;
    const Jwt jwt = emptyJwt();
    check(jwt_set_alg(jwt.get(), JWT_ALG_HS256, m_key.get(), static_cast<int>(ServerKey::size)));
    check(jwt_add_grant(jwt.get(), "iss", issuer));
    check(jwt_add_grant(jwt.get(), "sub", keyId.toLatin1().constData()));
    check(jwt_add_grant(jwt.get(), "client_id", platformId.toLatin1().constData()));
    check(jwt_add_grant(jwt.get(), "jti", newIdentifier().toLatin1().constData()));
    check(jwt_add_grant_int(jwt.get(), "iat", seconds));
    check(jwt_add_grant_int(jwt.get(), "exp", seconds + lifetime.count()));
    char *encoded = jwt_encode_str(jwt.get());
    if (!encoded)
        throw std::bad_alloc();
    Bytes token(encoded);
    sodium_memzero(encoded, token.size());
    std::free(encoded);
    return token;
}

std::optional<KeyTokenClaims> KeyToken::read(std::string_view token) const
{
    if (token.size() > longest || token.find('\0') != std::string_view::npos)
        return std::nullopt;
    jwt_t *decoded = nullptr;
    const Bytes terminated(token);
    if (jwt_decode(&decoded, terminated.c_str(), m_key.get(), static_cast<int>(ServerKey::size)) !=
        0)
        return std::nullopt;
    const Jwt jwt(decoded);
    // With a key libjwt refuses "none", but would take any algorithm that the token names.
    if (jwt_get_alg(jwt.get()) != JWT_ALG_HS256 || text(jwt, "iss") != QLatin1StringView(issuer))
        return std::nullopt;
    return KeyTokenClaims{.keyId = text(jwt, "sub"),
                          .platformId = text(jwt, "client_id"),
                          .issuedAt = jwt_get_grant_int(jwt.get(), "iat") * 1000,
                          .expiresAt = jwt_get_grant_int(jwt.get(), "exp") * 1000};
}

} // namespace keydesk::server
