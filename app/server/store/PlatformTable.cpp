// SPDX-License-Identifier: Apache-2.0
#include "server/store/PlatformTable.h"

#include "server/store/Identifier.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const QString &name)
{
    return name.toCaseFolded().normalized(QString::NormalizationForm_C);
}

QString containing(const QString &text)
{
    QString pattern = keyOf(text);
    pattern.replace(u"!"_s, u"!!"_s).replace(u"%"_s, u"!%"_s).replace(u"_"_s, u"!_"_s);
    return u"%"_s + pattern + u"%"_s;
}

} // namespace

PlatformTable::PlatformTable(Database &database)
    : m_database(database)
{
}

QString PlatformTable::add(const QString &name, qint64 now)
{
    QString id = newIdentifier();
    add(id, name, now);
    return id;
}

bool PlatformTable::add(const QString &id, const QString &name, qint64 now)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO platforms (id, name, name_key, created_at) VALUES (?, ?, ?, ?)"_s
        u" ON CONFLICT DO NOTHING"_s);
    insert.run(id, name, keyOf(name), now);
    return insert.changes() > 0;
}

void PlatformTable::setRole(const QString &platformId, const QString &memberId, Role role)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO memberships (platform_id, member_id, role) VALUES (?, ?, ?)"_s
        u" ON CONFLICT (platform_id, member_id) DO UPDATE SET role = excluded.role"_s);
    insert.run(platformId, memberId, QString(roleName(role)));
}

std::optional<Role> PlatformTable::role(const QString &platformId, const QString &memberId)
{
    Statement select = m_database.prepare(
        u"SELECT role FROM memberships WHERE platform_id = ? AND member_id = ?"_s);
    select.run(platformId, memberId);
    return select.next() ? roleFromName(select.text(0)) : std::nullopt;
}

std::optional<Platform> PlatformTable::find(const QString &platformId, const QString &memberId)
{
    Statement select = m_database.prepare(
        u"SELECT p.id, p.name, m.role FROM memberships m JOIN platforms p ON p.id = m.platform_id"_s
        u" WHERE m.platform_id = ? AND m.member_id = ?"_s);
    select.run(platformId, memberId);
    if (!select.next())
        return std::nullopt;
    return Platform{select.text(0), select.text(1),
                    roleFromName(select.text(2)).value_or(Role::Learner)};
}

bool PlatformTable::isEmpty()
{
    Statement select = m_database.prepare(u"SELECT 1 FROM platforms LIMIT 1"_s);
    select.run();
    return !select.next();
}

void PlatformTable::removeMember(const QString &platformId, const QString &memberId)
{
    Statement remove =
        m_database.prepare(u"DELETE FROM memberships WHERE platform_id = ? AND member_id = ?"_s);
    remove.run(platformId, memberId);
}

bool PlatformTable::hold(const QString &platformId)
{
    // Written as it is: the row is locked then, where rows have locks.
    Statement hold = m_database.prepare(u"UPDATE platforms SET name = name WHERE id = ?"_s);
    hold.run(platformId);
    return hold.changes() > 0;
}

int PlatformTable::owners(const QString &platformId)
{
    Statement select = m_database.prepare(
        u"SELECT COUNT(*) FROM memberships WHERE platform_id = ? AND role = 'owner'"_s);
    select.run(platformId);
    return select.next() ? static_cast<int>(select.integer(0)) : 0;
}

bool PlatformTable::isOnAny(const QString &memberId)
{
    Statement select =
        m_database.prepare(u"SELECT 1 FROM memberships WHERE member_id = ? LIMIT 1"_s);
    select.run(memberId);
    return select.next();
}

PlatformPage PlatformTable::list(const QString &memberId, const QString &query,
                                 const std::optional<PlatformPosition> &after, int limit)
{
    const PlatformPosition from = after.value_or(PlatformPosition{u""_s, u""_s});
    Statement select = m_database.prepare(
        u"SELECT p.id, p.name, p.name_key, m.role FROM memberships m"_s
        u" JOIN platforms p ON p.id = m.platform_id"_s
        u" WHERE m.member_id = ? AND (p.name_key LIKE ? ESCAPE '!' OR p.id = ?)"_s
        u" AND (p.name_key > ? OR (p.name_key = ? AND p.id > ?))"_s
        u" ORDER BY p.name_key, p.id LIMIT ?"_s);
    select.run(memberId, containing(query), query, from.nameKey, from.nameKey, from.id, limit + 1);
    PlatformPage page;
    PlatformPosition last;
    while (select.next()) {
        if (page.items.size() == static_cast<std::size_t>(limit)) {
            page.next = last;
            break;
        }
        last = {select.text(2), select.text(0)};
        page.items.push_back(
            {select.text(0), select.text(1), roleFromName(select.text(3)).value_or(Role::Learner)});
    }
    return page;
}

} // namespace keydesk::server
