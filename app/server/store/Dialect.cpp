// SPDX-License-Identifier: Apache-2.0
#include "server/store/Dialect.h"

#include "server/store/Database.h"

namespace keydesk::server::dialect {

using namespace Qt::StringLiterals;

namespace {

constexpr int applicationId = 0x4b44534b; // "KDSK", in the header of every database of Keydesk

qint64 pragma(Database &database, const QString &name)
{
    Statement statement = database.prepare("PRAGMA "_L1 + name);
    statement.run();
    return statement.next() ? statement.integer(0) : 0;
}

} // namespace

QString driver()
{
    return u"QSQLITE"_s;
}

QString connectOptions(DatabaseUse use)
{
    // Reads never wait for a writer in WAL mode; what they can wait for is a recovery.
    return use == DatabaseUse::Read ? u"QSQLITE_BUSY_TIMEOUT=2000"_s
                                    : u"QSQLITE_BUSY_TIMEOUT=10000"_s;
}

QStringList openingStatements(DatabaseUse use)
{
    QStringList statements{u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s,
                           u"PRAGMA foreign_keys=ON"_s, u"PRAGMA secure_delete=ON"_s,
                           u"PRAGMA temp_store=MEMORY"_s};
    if (use == DatabaseUse::Read)
        statements.append(u"PRAGMA query_only=ON"_s);
    return statements;
}

QString beginWrite()
{
    return u"BEGIN IMMEDIATE"_s;
}

QString adapted(QString sql)
{
    return sql.replace(u"{bytes}"_s, u"BLOB"_s);
}

int schemaVersion(Database &database)
{
    return static_cast<int>(pragma(database, u"user_version"_s));
}

void setSchemaVersion(Database &database, int version)
{
    database.execute(u"PRAGMA application_id = %1"_s.arg(applicationId));
    database.execute(u"PRAGMA user_version = %1"_s.arg(version));
}

bool isForeign(Database &database)
{
    if (pragma(database, u"application_id"_s) == applicationId)
        return false;
    Statement tables = database.prepare(u"SELECT COUNT(*) FROM sqlite_master"_s);
    tables.run();
    return tables.next() && tables.integer(0) > 0;
}

void forgetDeleted(Database &database)
{
    database.execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
}

} // namespace keydesk::server::dialect
