// SPDX-License-Identifier: Apache-2.0
#include "server/store/AccessTokenTable.h"

#include "server/store/Blob.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

AccessTokenTable::AccessTokenTable(Database &database)
    : m_database(database)
{
}

std::optional<TokenHolder> AccessTokenTable::holder(const Sha256 &token, qint64 now)
{
    Statement select =
        m_database.prepare(u"SELECT m.id, m.name, m.email, s.id FROM access_tokens t"_s
                           u" JOIN members m ON m.id = t.member_id"_s
                           u" LEFT JOIN sessions s ON s.id = t.session_id"_s
                           u" AND s.unused_access_sha256 = t.token_sha256"_s
                           u" WHERE t.token_sha256 = ? AND t.expires_at > ?"_s);
    select.run(blobOf(token), now);
    if (!select.next())
        return std::nullopt;
    return TokenHolder{{select.text(0), select.text(1), select.optionalText(2)},
                       select.optionalText(3)};
}

std::optional<Member> AccessTokenTable::member(const Sha256 &token, qint64 now)
{
    auto found = holder(token, now);
    return found ? std::optional(std::move(found->member)) : std::nullopt;
}

void AccessTokenTable::add(const Sha256 &token, const QString &memberId, const QString &sessionId,
                           qint64 expiresAt)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO access_tokens (token_sha256, member_id, session_id, expires_at)"_s
        u" VALUES (?, ?, ?, ?)"_s);
    insert.run(blobOf(token), memberId, sessionId, expiresAt);
}

std::optional<QString> AccessTokenTable::session(const Sha256 &token)
{
    Statement select =
        m_database.prepare(u"SELECT session_id FROM access_tokens WHERE token_sha256 = ?"_s);
    select.run(blobOf(token));
    return select.next() ? select.optionalText(0) : std::nullopt;
}

void AccessTokenTable::remove(const Sha256 &token)
{
    Statement remove = m_database.prepare(u"DELETE FROM access_tokens WHERE token_sha256 = ?"_s);
    remove.run(blobOf(token));
}

void AccessTokenTable::removeOf(const QString &memberId)
{
    Statement remove = m_database.prepare(u"DELETE FROM access_tokens WHERE member_id = ?"_s);
    remove.run(memberId);
}

int AccessTokenTable::removeExpired(qint64 now, int limit)
{
    Statement remove = m_database.prepare(
        u"DELETE FROM access_tokens WHERE token_sha256 IN"_s
        u" (SELECT token_sha256 FROM access_tokens WHERE expires_at <= ? LIMIT ?)"_s);
    remove.run(now, limit);
    return remove.changes();
}

} // namespace keydesk::server
