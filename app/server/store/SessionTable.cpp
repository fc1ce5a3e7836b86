// SPDX-License-Identifier: Apache-2.0
#include "server/store/SessionTable.h"

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
