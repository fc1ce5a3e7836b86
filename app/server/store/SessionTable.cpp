// SPDX-License-Identifier: Apache-2.0
#include "server/store/SessionTable.h"

#include "server/store/Blob.h"
#include "server/store/Identifier.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

SessionTable::SessionTable(Database &database)
    : m_database(database)
{
}

Session SessionTable::add(const QString &memberId, const QString &from, qint64 now,
                          qint64 expiresAt)
{
    const QString id = newIdentifier();
    Statement insert =
        m_database.prepare(u"INSERT INTO sessions (id, member_id, created_at, created_from,"_s
                           u" expires_at) VALUES (?, ?, ?, ?, ?)"_s);
    insert.run(id, memberId, now, from, expiresAt);
    return {id, memberId, expiresAt};
}

std::optional<Session> SessionTable::hold(const QString &id, qint64 now)
{
    // Written as it is: the row is locked then, where rows have locks.
    Statement hold = m_database.prepare(
        u"UPDATE sessions SET expires_at = expires_at WHERE id = ? AND expires_at > ?"_s);
    hold.run(id, now);
    if (hold.changes() <= 0)
        return std::nullopt;
    Statement select =
        m_database.prepare(u"SELECT id, member_id, expires_at FROM sessions WHERE id = ?"_s);
    select.run(id);
    if (!select.next())
        return std::nullopt;
    return Session{select.text(0), select.text(1), select.integer(2)};
}

std::optional<UnusedRenewal> SessionTable::unusedRenewal(const QString &id)
{
    Statement select = m_database.prepare(
        u"SELECT renewed_by_sha256, unused_access_sha256 FROM sessions WHERE id = ?"_s
        u" AND renewed_by_sha256 IS NOT NULL"_s);
    select.run(id);
    if (!select.next())
        return std::nullopt;
    return UnusedRenewal{sha256From(select.bytes(0)), sha256From(select.bytes(1))};
}

void SessionTable::setUnusedRenewal(const QString &id, const UnusedRenewal &renewal)
{
    Statement update = m_database.prepare(
        u"UPDATE sessions SET renewed_by_sha256 = ?, unused_access_sha256 = ? WHERE id = ?"_s);
    update.run(blobOf(renewal.refreshToken), blobOf(renewal.accessToken), id);
}

void SessionTable::setRenewalUsed(const QString &id, const Sha256 &accessToken)
{
    Statement update = m_database.prepare(
        u"UPDATE sessions SET renewed_by_sha256 = NULL, unused_access_sha256 = NULL"_s
        u" WHERE id = ? AND unused_access_sha256 = ?"_s);
    update.run(id, blobOf(accessToken));
}

void SessionTable::remove(const QString &id)
{
    Statement remove = m_database.prepare(u"DELETE FROM sessions WHERE id = ?"_s);
    remove.run(id);
}

void SessionTable::removeOf(const QString &memberId)
{
    Statement remove = m_database.prepare(u"DELETE FROM sessions WHERE member_id = ?"_s);
    remove.run(memberId);
}

int SessionTable::removeExpired(qint64 now, int limit)
{
    Statement remove =
        m_database.prepare(u"DELETE FROM sessions WHERE id IN"_s
                           u" (SELECT id FROM sessions WHERE expires_at <= ? LIMIT ?)"_s);
    remove.run(now, limit);
    return remove.changes();
}

} // namespace keydesk::server
