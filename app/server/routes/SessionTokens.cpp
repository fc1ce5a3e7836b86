// SPDX-License-Identifier: Apache-2.0
#include "server/routes/SessionTokens.h"

#include "server/store/AccessTokenTable.h"
#include "server/store/RefreshTokenTable.h"
#include "server/store/SessionTable.h"

#include <algorithm>

namespace keydesk::server {

namespace {

IssuedTokens issue(Database &database, const Session &session, qint64 now)
{
    const qint64 expiresAt = std::min(now + accessTokenLifetime, session.expiresAt);
    IssuedTokens tokens{newBearerToken(), newBearerToken(), (expiresAt - now) / 1000};
    AccessTokenTable(database).add(tokenHash(tokens.access), session.memberId, session.id,
                                   expiresAt);
    RefreshTokenTable(database).add(tokenHash(tokens.refresh), session.id);
    return tokens;
}

} // namespace

IssuedTokens beginSession(Database &database, const QString &memberId, const QString &from,
                          qint64 now)
{
    return issue(database, SessionTable(database).add(memberId, from, now, now + sessionLifetime),
                 now);
}

tl::expected<IssuedTokens, RenewalError> renewSession(Database &database,
                                                      const Sha256 &refreshToken, qint64 now)
{
    RefreshTokenTable refreshTokens(database);
    SessionTable sessions(database);
    const auto sessionId = refreshTokens.session(refreshToken);
    const auto session = sessionId ? sessions.hold(*sessionId, now) : std::nullopt;
    if (!session)
        return tl::unexpected(RenewalError::Unknown);
    if (!refreshTokens.use(refreshToken, now)) {
        const auto unused = sessions.unusedRenewal(session->id);
        if (!unused || unused->refreshToken != refreshToken) {
            sessions.remove(session->id);
            return tl::unexpected(RenewalError::Reused);
        }
        refreshTokens.useUp(session->id, now);
        AccessTokenTable(database).remove(unused->accessToken);
    }
    refreshTokens.removeLongUsed(session->id);
    IssuedTokens tokens = issue(database, *session, now);
    sessions.setUnusedRenewal(session->id, {refreshToken, tokenHash(tokens.access)});
    return tokens;
}

std::optional<Member> beginUse(Database &database, const Sha256 &accessToken,
                               const QString &sessionId, qint64 now)
{
    SessionTable(database).setRenewalUsed(sessionId, accessToken);
    return AccessTokenTable(database).member(accessToken, now);
}

void endSession(Database &database, const Sha256 &accessToken)
{
    AccessTokenTable accessTokens(database);
    if (const auto session = accessTokens.session(accessToken))
        SessionTable(database).remove(*session);
    else
        accessTokens.remove(accessToken);
}

void endSessionsOf(Database &database, const QString &memberId)
{
    SessionTable(database).removeOf(memberId);
    AccessTokenTable(database).removeOf(memberId);
}

} // namespace keydesk::server
