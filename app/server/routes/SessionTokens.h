// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/BearerToken.h"
#include "server/store/Database.h"

#include <tl/expected.hpp>

namespace keydesk::server {

inline constexpr qint64 accessTokenLifetime = 15LL * 60 * 1000;       ///< milliseconds
inline constexpr qint64 sessionLifetime = 30LL * 24 * 60 * 60 * 1000; ///< milliseconds

/** The texts of a pair of tokens, which exist nowhere else. */
struct IssuedTokens
{
    Bytes access;
    Bytes refresh;
    qint64 expiresIn = 0; ///< of the access token, in seconds
};

enum class RenewalError {
    Unknown, ///< or its session has ended
    Reused,  ///< used before; its session has been ended
};

// Each is to be called in a transaction.

/** Signs a member in. \a from is the network address. */
IssuedTokens beginSession(Database &database, const QString &memberId, const QString &from,
                          qint64 now);

/**
 * Gives new tokens for a refresh token, which is used up by it. Used a second time it ends its
 * session: one of the two who have it has stolen it (RFC 9700, 4.14.2). Access tokens given before
 * stay good until they expire.
 */
tl::expected<IssuedTokens, RenewalError> renewSession(Database &database,
                                                      const Sha256 &refreshToken, qint64 now);

/** Ends the access token's session; without one, the token itself is no longer good. */
void endSession(Database &database, const Sha256 &accessToken);

/** Wherever the member is signed in, they are not any more. */
void endSessionsOf(Database &database, const QString &memberId);

} // namespace keydesk::server
