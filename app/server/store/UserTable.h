// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/ListPage.h"

#include <QJsonObject>

#include <optional>

namespace keydesk::server {

/** A person on a platform, as the integration API knows them. */
struct User
{
    QString id{}; ///< 24 lower-case hex digits
    QString mail{};
    QString firstName{};
    QString lastName{};
    QJsonObject custom{};
    std::optional<QString> primaryGroupId{};
};

/** Users, each on one platform. A user of another platform is as good as none. */
class UserTable
{
public:
    explicit UserTable(Database &database);

    /**
     * A user without an id gets a new one. False, and nothing is changed, if there is a user with
     * this id already, or one of the platform with this mail.
     */
    bool add(const QString &platformId, const User &user);
    /** By id, those behind \a after. */
    ListPage<User> list(const QString &platformId, const QString &after, int limit);
    std::optional<User> find(const QString &platformId, const QString &idOrMail);
    /** Writes all fields of the user with this id. Its mail must not be another user's. */
    void update(const QString &platformId, const User &user);
    bool remove(const QString &platformId, const QString &id);

private:
    Database &m_database;
};

} // namespace keydesk::server
