// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/ListPage.h"
#include "server/store/TimeRange.h"

#include <optional>

namespace keydesk::server {

/** A course on a platform. Times are milliseconds since 1970. */
struct Course
{
    QString id{}; ///< 24 lower-case hex digits
    QString name{};
    QString author{};
    qint64 createdAt = 0;
    qint64 modifiedAt = 0;
    QString defaultLang{};
    QString description{};
};

struct CourseFilter
{
    TimeRange created;
    TimeRange modified;
};

/** Courses, each on one platform. */
class CourseTable
{
public:
    explicit CourseTable(Database &database);

    /** \a course's id is the caller's. False if there is a course with it already. */
    bool add(const QString &platformId, const Course &course);
    /** By id, those behind \a after. */
    ListPage<Course> list(const QString &platformId, const CourseFilter &filter,
                          const QString &after, int limit);
    std::optional<Course> find(const QString &platformId, const QString &id);

private:
    Database &m_database;
};

} // namespace keydesk::server
