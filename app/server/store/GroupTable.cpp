// SPDX-License-Identifier: Apache-2.0
#include "server/store/GroupTable.h"

#include "server/store/JsonText.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

Group groupFrom(const Statement &row)
{
    return {row.text(0), row.text(1), row.optionalText(2), row.integer(3) != 0,
            jsonObject(row.text(4))};
}

} // namespace

GroupTable::GroupTable(Database &database)
    : m_database(database)
{
}

bool GroupTable::add(const QString &platformId, const Group &group)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO user_groups (id, platform_id, name, parent_id, is_public, custom)"_s
        u" VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s);
    insert.run(group.id, platformId, group.name, group.parent, group.isPublic ? 1 : 0,
               jsonText(group.custom));
    return insert.changes() > 0;
}

ListPage<Group> GroupTable::list(const QString &platformId, const QString &after, int limit)
{
    Statement select =
        m_database.prepare(u"SELECT id, name, parent_id, is_public, custom FROM user_groups"_s
                           u" WHERE platform_id = ? AND id > ? ORDER BY id LIMIT ?"_s);
    select.run(platformId, after, limit + 1);
    return readPage<Group>(select, limit, 4, groupFrom);
}

std::optional<Group> GroupTable::find(const QString &platformId, const QString &id)
{
    Statement select =
        m_database.prepare(u"SELECT id, name, parent_id, is_public, custom FROM user_groups"_s
                           u" WHERE platform_id = ? AND id = ?"_s);
    select.run(platformId, id);
    return select.next() ? std::optional(groupFrom(select)) : std::nullopt;
}

bool GroupTable::contains(const QString &platformId, const QString &id)
{
    return find(platformId, id).has_value();
}

std::optional<QString> GroupTable::parentOf(const QString &id)
{
    Statement select = m_database.prepare(u"SELECT parent_id FROM user_groups WHERE id = ?"_s);
    select.run(id);
    return select.next() ? select.optionalText(0) : std::nullopt;
}

bool GroupTable::mayHaveItsParent(const QString &platformId, const Group &group)
{
    return !group.parent || (contains(platformId, *group.parent) &&
                             mayBePutBelow(group.id, *group.parent,
                                           [this](const QString &id) { return parentOf(id); }));
}

void GroupTable::update(const QString &platformId, const Group &group)
{
    Statement update = m_database.prepare(
        u"UPDATE user_groups SET name = ?, parent_id = ?, is_public = ?, custom = ?"_s
        u" WHERE platform_id = ? AND id = ?"_s);
    update.run(group.name, group.parent, group.isPublic ? 1 : 0, jsonText(group.custom), platformId,
               group.id);
}

bool GroupTable::remove(const QString &platformId, const QString &id)
{
    Statement remove =
        m_database.prepare(u"DELETE FROM user_groups WHERE platform_id = ? AND id = ?"_s);
    remove.run(platformId, id);
    if (remove.changes() == 0)
        return false;
    Statement forget = m_database.prepare(
        u"UPDATE users SET primary_group_id = NULL WHERE platform_id = ? AND primary_group_id = ?"_s);
    forget.run(platformId, id);
    return true;
}

void GroupTable::addUser(const QString &groupId, const QString &userId)
{
    Statement insert = m_database.prepare(u"INSERT INTO group_members (group_id, user_id)"_s
                                          u" VALUES (?, ?) ON CONFLICT DO NOTHING"_s);
    insert.run(groupId, userId);
}

bool GroupTable::removeUser(const QString &groupId, const QString &userId)
{
    Statement remove =
        m_database.prepare(u"DELETE FROM group_members WHERE group_id = ? AND user_id = ?"_s);
    remove.run(groupId, userId);
    return remove.changes() > 0;
}

} // namespace keydesk::server
