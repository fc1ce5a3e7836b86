// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/store/MemberTable.h"

#include <optional>

namespace keydesk::server {

/** Whose token it is. */
struct TokenHolder
{
    Member member;
    /** The session whose last renewal gave the token, as long as it has never been used. */
    std::optional<QString> unusedIn = {};
};

/** Bearer tokens of members, known by their SHA-256 only. */
class AccessTokenTable
{
public:
    explicit AccessTokenTable(Database &database);

    /** Nobody for a token that is unknown or has expired. */
    std::optional<TokenHolder> holder(const Sha256 &token, qint64 now);
    std::optional<Member> member(const Sha256 &token, qint64 now);
    /** A token of a session, with which it goes. */
    void add(const Sha256 &token, const QString &memberId, const QString &sessionId,
             qint64 expiresAt);
    /** Nothing for a token that is unknown or belongs to no session. */
    std::optional<QString> session(const Sha256 &token);
    void remove(const Sha256 &token);
    void removeOf(const QString &memberId);
    /** At most \a limit of them; returns how many. */
    int removeExpired(qint64 now, int limit);

private:
    Database &m_database;
};

} // namespace keydesk::server
