// SPDX-License-Identifier: Apache-2.0
#include "server/store/PathTable.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

PathTable::PathTable(Database &database)
    : m_database(database)
{
}

bool PathTable::add(const QString &platformId, const Path &path)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO learning_paths (id, platform_id, name, author, created_at, modified_at,"_s
        u" description) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s);
    insert.run(path.id, platformId, path.name, path.author, path.createdAt, path.modifiedAt,
               path.description);
    return insert.changes() > 0;
}

ListPage<Path> PathTable::list(const QString &platformId, const TimeRange &modified,
                               const QString &after, int limit)
{
    Statement select = m_database.prepare(
        u"SELECT id, name, author, created_at, modified_at, description FROM learning_paths"_s
        u" WHERE platform_id = ? AND id > ? AND modified_at > ? AND modified_at < ?"_s
        u" ORDER BY id LIMIT ?"_s);
    select.run(platformId, after, modified.after, modified.before, limit + 1);
    return readPage<Path>(select, limit, 5, [](const Statement &row) {
        return Path{row.text(0),    row.text(1),    row.text(2),
                    row.integer(3), row.integer(4), row.text(5)};
    });
}

bool PathTable::contains(const QString &platformId, const QString &id)
{
    Statement select =
        m_database.prepare(u"SELECT id FROM learning_paths WHERE platform_id = ? AND id = ?"_s);
    select.run(platformId, id);
    return select.next();
}

void PathTable::addSession(const QString &pathId, const PathSession &session)
{
    Statement insert =
        m_database.prepare(u"INSERT INTO path_sessions (id, path_id, name, starts_at, ends_at)"_s
                           u" VALUES (?, ?, ?, ?, ?)"_s);
    insert.run(session.id, pathId, session.name, session.startsAt, session.endsAt);
}

} // namespace keydesk::server
