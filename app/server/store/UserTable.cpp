// SPDX-License-Identifier: Apache-2.0
#include "server/store/UserTable.h"

#include "server/store/Identifier.h"
#include "server/store/JsonText.h"
#include "server/store/MailAddress.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

User userFrom(const Statement &row)
{
    return {row.text(0),        row.text(1), row.text(2), row.text(3), jsonObject(row.text(4)),
            row.optionalText(5)};
}

} // namespace

UserTable::UserTable(Database &database)
    : m_database(database)
{
}

bool UserTable::add(const QString &platformId, const User &user)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO users (id, platform_id, mail, mail_key, first_name, last_name, custom,"_s
        u" primary_group_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s);
    insert.run(user.id.isEmpty() ? newIdentifier() : user.id, platformId, user.mail,
               mailKey(user.mail), user.firstName, user.lastName, jsonText(user.custom),
               user.primaryGroupId);
    return insert.changes() > 0;
}

ListPage<User> UserTable::list(const QString &platformId, const QString &after, int limit)
{
    Statement select = m_database.prepare(
        u"SELECT id, mail, first_name, last_name, custom, primary_group_id FROM users"_s
        u" WHERE platform_id = ? AND id > ? ORDER BY id LIMIT ?"_s);
    select.run(platformId, after, limit + 1);
    return readPage<User>(select, limit, 4, userFrom);
}

std::optional<User> UserTable::find(const QString &platformId, const QString &idOrMail)
{
    // No address is an id: it has an @.
    Statement select = m_database.prepare(
        u"SELECT id, mail, first_name, last_name, custom, primary_group_id FROM users"_s
        u" WHERE platform_id = ? AND "_s +
        (idOrMail.contains(u'@') ? u"mail_key = ?"_s : u"id = ?"_s));
    select.run(platformId, idOrMail.contains(u'@') ? mailKey(idOrMail) : idOrMail);
    return select.next() ? std::optional(userFrom(select)) : std::nullopt;
}

void UserTable::update(const QString &platformId, const User &user)
{
    Statement update = m_database.prepare(
        u"UPDATE users SET mail = ?, mail_key = ?, first_name = ?, last_name = ?, custom = ?,"_s
        u" primary_group_id = ? WHERE platform_id = ? AND id = ?"_s);
    update.run(user.mail, mailKey(user.mail), user.firstName, user.lastName, jsonText(user.custom),
               user.primaryGroupId, platformId, user.id);
}

bool UserTable::remove(const QString &platformId, const QString &id)
{
    Statement remove = m_database.prepare(u"DELETE FROM users WHERE platform_id = ? AND id = ?"_s);
    remove.run(platformId, id);
    return remove.changes() > 0;
}

} // namespace keydesk::server
