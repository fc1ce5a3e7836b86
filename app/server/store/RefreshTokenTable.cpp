// SPDX-License-Identifier: Apache-2.0
#include "server/store/RefreshTokenTable.h"

#include "server/store/Blob.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

RefreshTokenTable::RefreshTokenTable(Database &database)
    : m_database(database)
{
}

void RefreshTokenTable::add(const Sha256 &token, const QString &sessionId)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO refresh_tokens (token_sha256, session_id) VALUES (?, ?)"_s);
    insert.run(blobOf(token), sessionId);
}

std::optional<QString> RefreshTokenTable::session(const Sha256 &token)
{
    Statement select =
        m_database.prepare(u"SELECT session_id FROM refresh_tokens WHERE token_sha256 = ?"_s);
    select.run(blobOf(token));
    return select.next() ? std::optional(select.text(0)) : std::nullopt;
}

bool RefreshTokenTable::use(const Sha256 &token, qint64 now)
{
    Statement update = m_database.prepare(u"UPDATE refresh_tokens SET used_at = ?"_s
                                          u" WHERE token_sha256 = ? AND used_at IS NULL"_s);
    update.run(now, blobOf(token));
    return update.changes() > 0;
}

void RefreshTokenTable::useUp(const QString &sessionId, qint64 now)
{
    Statement update = m_database.prepare(u"UPDATE refresh_tokens SET used_at = ?"_s
                                          u" WHERE session_id = ? AND used_at IS NULL"_s);
    update.run(now, sessionId);
}

void RefreshTokenTable::removeLongUsed(const QString &sessionId)
{
    Statement remove = m_database.prepare(
        u"DELETE FROM refresh_tokens WHERE session_id = ? AND used_at < (SELECT used_at"_s
        u" FROM refresh_tokens WHERE session_id = ? AND used_at IS NOT NULL"_s
        u" ORDER BY used_at DESC LIMIT 1 OFFSET ?)"_s);
    remove.run(sessionId, sessionId, usedKept - 1);
}

} // namespace keydesk::server
