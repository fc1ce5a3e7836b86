// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Database.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace keydesk::server {

/** A person on a platform, as the integration API knows them. */
struct User
{
    QString id; ///< 24 lower-case hex digits
    QString mail;
    QString firstName;
    QString lastName;
    QJsonObject custom;
    std::optional<QString> primaryGroupId;
};

struct UserPage
{
    std::vector<User> items;
    bool hasMore = false;
};

class UserTable
{
public:
    explicit UserTable(Database &database);

    /** \a user's id is not looked at: it gets a new one. */
    void add(const QString &platformId, const User &user);
    /** By id, those behind \a after. */
    UserPage list(const QString &platformId, const QString &after, int limit);

private:
    Database &m_database;
};

} // namespace keydesk::server
