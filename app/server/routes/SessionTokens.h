// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/BearerToken.h"
#include "server/store/Database.h"
#include "server/store/MemberTable.h"

#include <tl/expected.hpp>

#include <optional>

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
 *
 * Not so if what it gave has never been used, neither the access token nor the refresh token: then
 * nobody has shown to have the answer, which may have been lost on its way. The refresh token then
 * gives other tokens, and those are void. That is no help to a thief: of two who have the same
 * refresh token only the one who came last has good tokens, and as soon as they use them and the
 * other one renews the session once more, with whichever token, it ends.
 */
tl::expected<IssuedTokens, RenewalError> renewSession(Database &database,
                                                      const Sha256 &refreshToken, qint64 now);

/**
 * To be called when an access token is used for the first time after the renewal that gave it:
 * nobody can repeat that from now on. Nobody if it has become void meanwhile.
 */
std::optional<Member> beginUse(Database &database, const Sha256 &accessToken,
                               const QString &sessionId, qint64 now);

/** Ends the access token's session; without one, the token itself is no longer good. */
void endSession(Database &database, const Sha256 &accessToken);

/** Wherever the member is signed in, they are not any more. */
void endSessionsOf(Database &database, const QString &memberId);

} // namespace keydesk::server
