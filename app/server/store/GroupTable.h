// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/ListPage.h"

#include <QJsonObject>

#include <optional>

namespace keydesk::server {

/** A group of users on a platform. Groups form trees. */
struct Group
{
    QString id{}; ///< 24 lower-case hex digits
    QString name{};
    std::optional<QString> parent{};
    bool isPublic = false;
    QJsonObject custom{};
};

/** How many groups can be above one. */
inline constexpr int groupLevels = 100;

/**
 * Whether \a group may be put below \a parent: not if the way up comes back to it, or has no end
 * after groupLevels. \a parentOf gives the id of a group's parent, or nothing.
 */
template <typename ParentOf>
bool mayBePutBelow(const QString &group, QString parent, ParentOf parentOf)
{
    for (int level = 0; level < groupLevels; ++level) {
        if (parent == group)
            return false;
        const std::optional<QString> above = parentOf(parent);
        if (!above)
            return true;
        parent = *above;
    }
    return false;
}

/** Groups, each on one platform, and who is in them. */
class GroupTable
{
public:
    explicit GroupTable(Database &database);

    /** \a group's id is the caller's. False if there is a group with it already. */
    bool add(const QString &platformId, const Group &group);
    /** By id, those behind \a after. */
    ListPage<Group> list(const QString &platformId, const QString &after, int limit);
    std::optional<Group> find(const QString &platformId, const QString &id);
    bool contains(const QString &platformId, const QString &id);
    /** Whether \a group's parent is a group of the platform below which it may be put. */
    bool mayHaveItsParent(const QString &platformId, const Group &group);
    /** Writes all fields of the group with this id. */
    void update(const QString &platformId, const Group &group);
    /** Groups below it lose their parent, users their primary group. */
    bool remove(const QString &platformId, const QString &id);

    /** Both must be of one platform. To be in a group twice is no mistake. */
    void addUser(const QString &groupId, const QString &userId);
    bool removeUser(const QString &groupId, const QString &userId);

private:
    std::optional<QString> parentOf(const QString &id);

    Database &m_database;
};

} // namespace keydesk::server
