// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Platform.h"
#include "server/store/Database.h"

#include <optional>
#include <vector>

namespace keydesk::server {

/** Where the next page of a list begins: behind the platform with this name key and id. */
struct PlatformPosition
{
    QString nameKey;
    QString id;
};

struct PlatformPage
{
    std::vector<Platform> items;
    std::optional<PlatformPosition> next;
};

/** Platforms, and who is what on them. */
class PlatformTable
{
public:
    explicit PlatformTable(Database &database);

    /** Returns the new platform's id. */
    QString add(const QString &name, qint64 now);
    /** With an id of the caller's. False if there is a platform with it already. */
    bool add(const QString &id, const QString &name, qint64 now);
    void setRole(const QString &platformId, const QString &memberId, Role role);

    void removeMember(const QString &platformId, const QString &memberId);
    /**
     * False if there is no such platform. Otherwise nobody else who holds it changes who is on it
     * until the transaction has ended.
     */
    bool hold(const QString &platformId);

    std::optional<Role> role(const QString &platformId, const QString &memberId);
    /** As the member sees it; nothing for a platform that they are not on. */
    std::optional<Platform> find(const QString &platformId, const QString &memberId);
    bool isEmpty();
    int owners(const QString &platformId);
    bool isOnAny(const QString &memberId);

    /** The member's platforms by name; those whose name contains \a query, or whose id it is. */
    PlatformPage list(const QString &memberId, const QString &query,
                      const std::optional<PlatformPosition> &after, int limit);

private:
    Database &m_database;
};

} // namespace keydesk::server
