// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/ListPage.h"
#include "server/store/TimeRange.h"

#include <optional>

namespace keydesk::server {

/** A learning path on a platform. Times are milliseconds since 1970. */
struct Path
{
    QString id{}; ///< 24 lower-case hex digits
    QString name{};
    QString author{};
    qint64 createdAt = 0;
    qint64 modifiedAt = 0;
    QString description{};
};

/** One time that a path is taken together. */
struct PathSession
{
    QString id{}; ///< 24 lower-case hex digits
    QString name{};
    qint64 startsAt = 0;
    std::optional<qint64> endsAt{}; ///< later than the start
};

/** Learning paths, each on one platform, and their sessions. */
class PathTable
{
public:
    explicit PathTable(Database &database);

    /** \a path's id is the caller's. False if there is a path with it already. */
    bool add(const QString &platformId, const Path &path);
    /** By id, those behind \a after. */
    ListPage<Path> list(const QString &platformId, const TimeRange &modified, const QString &after,
                        int limit);
    bool contains(const QString &platformId, const QString &id);
    void addSession(const QString &pathId, const PathSession &session);

private:
    Database &m_database;
};

} // namespace keydesk::server
