// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"
#include "server/store/KeyPlace.h"
#include "server/store/ServerKey.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace keydesk::server {

/** What a token says. Times are milliseconds since 1970 UTC, in whole seconds. */
struct KeyTokenClaims
{
    KeyPlace key;
    qint64 issuedAt = 0;
    qint64 expiresAt = 0;
};

/**
 * Access tokens for a key: JWTs (RFC 7519), signed with HS256 and a key that is derived from the
 * server key, so that every server with the same server key knows them. They hold no state: whether
 * the key may still be used is for its row to say, each time.
 *
 * Written with libsodium, because libjwt 1.10 writes past its memory while it reads a token whose
 * signature it has not looked at yet. Here nothing is read that was not signed, and the algorithm
 * is not the token's to choose: there is one header.
 */
class KeyToken
{
public:
    static constexpr std::chrono::seconds lifetime{3600};

    explicit KeyToken(const ServerKey &serverKey);

    /** \a now in milliseconds since 1970 UTC. */
    Bytes issue(const KeyPlace &key, qint64 now) const;

    /** Nothing for what this did not make: another signature, algorithm or issuer. May be over. */
    std::optional<KeyTokenClaims> read(std::string_view token) const;

private:
    LockedKey m_key;
};

} // namespace keydesk::server
