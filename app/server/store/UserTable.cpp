// SPDX-License-Identifier: Apache-2.0
#include "server/store/UserTable.h"

#include "server/store/Identifier.h"

#include <QJsonDocument>

namespace keydesk::server {

using namespace Qt::StringLiterals;

UserTable::UserTable(Database &database)
    : m_database(database)
{
}

void UserTable::add(const QString &platformId, const User &user)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO users (id, platform_id, mail, mail_key, first_name, last_name, custom,"_s
        u" primary_group_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    insert.run(newIdentifier(), platformId, user.mail, user.mail.toCaseFolded(), user.firstName,
               user.lastName,
               QString::fromUtf8(QJsonDocument(user.custom).toJson(QJsonDocument::Compact)),
               user.primaryGroupId);
}

UserPage UserTable::list(const QString &platformId, const QString &after, int limit)
{
    Statement select = m_database.prepare(
        u"SELECT id, mail, first_name, last_name, custom, primary_group_id FROM users"_s
        u" WHERE platform_id = ? AND id > ? ORDER BY id LIMIT ?"_s);
    select.run(platformId, after, limit + 1);
    UserPage page;
    while (select.next()) {
        if (page.items.size() == static_cast<std::size_t>(limit)) {
            page.hasMore = true;
            break;
        }
        page.items.push_back({select.text(0), select.text(1), select.text(2), select.text(3),
                              QJsonDocument::fromJson(select.text(4).toUtf8()).object(),
                              select.optionalText(5)});
    }
    return page;
}

} // namespace keydesk::server
