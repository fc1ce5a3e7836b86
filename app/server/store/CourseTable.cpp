// SPDX-License-Identifier: Apache-2.0
#include "server/store/CourseTable.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

Course courseFrom(const Statement &row)
{
    return {row.text(0),    row.text(1), row.text(2), row.integer(3),
            row.integer(4), row.text(5), row.text(6)};
}

} // namespace

CourseTable::CourseTable(Database &database)
    : m_database(database)
{
}

bool CourseTable::add(const QString &platformId, const Course &course)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO courses (id, platform_id, name, author, created_at, modified_at,"_s
        u" default_lang, description) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s);
    insert.run(course.id, platformId, course.name, course.author, course.createdAt,
               course.modifiedAt, course.defaultLang, course.description);
    return insert.changes() > 0;
}

ListPage<Course> CourseTable::list(const QString &platformId, const CourseFilter &filter,
                                   const QString &after, int limit)
{
    Statement select = m_database.prepare(
        u"SELECT id, name, author, created_at, modified_at, default_lang, description"_s
        u" FROM courses WHERE platform_id = ? AND id > ?"_s
        u" AND created_at > ? AND created_at < ? AND modified_at > ? AND modified_at < ?"_s
        u" ORDER BY id LIMIT ?"_s);
    select.run(platformId, after, filter.created.after, filter.created.before,
               filter.modified.after, filter.modified.before, limit + 1);
    return readPage<Course>(select, limit, 6, courseFrom);
}

std::optional<Course> CourseTable::find(const QString &platformId, const QString &id)
{
    Statement select = m_database.prepare(
        u"SELECT id, name, author, created_at, modified_at, default_lang, description"_s
        u" FROM courses WHERE platform_id = ? AND id = ?"_s);
    select.run(platformId, id);
    return select.next() ? std::optional(courseFrom(select)) : std::nullopt;
}

} // namespace keydesk::server
