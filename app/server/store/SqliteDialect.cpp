// SPDX-License-Identifier: Apache-2.0
#include "server/store/SqliteDialect.h"

#include "server/store/Database.h"

#include <QFileInfo>
#include <QSqlError>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr int applicationId = 0x4b44534b; // "KDSK", in the header of every database of Keydesk
constexpr int writersPatience = 10'000;   // milliseconds

qint64 pragma(Database &database, const QString &name)
{
    Statement statement = database.prepare("PRAGMA "_L1 + name);
    statement.run();
    return statement.next() ? statement.integer(0) : 0;
}

qint64 tableCount(Database &database)
{
    Statement statement = database.prepare(u"SELECT COUNT(*) FROM sqlite_master"_s);
    statement.run();
    return statement.next() ? statement.integer(0) : 0;
}

} // namespace

QString SqliteDialect::driver() const
{
    return u"QSQLITE"_s;
}

void SqliteDialect::configure(QSqlDatabase &connection, const DatabaseUrl &url,
                              DatabaseUse use) const
{
    const QString &path = url.sqlite()->path;
    if (use == DatabaseUse::Read && !QFileInfo::exists(path))
        throw DatabaseError(DatabaseError::Kind::CannotOpen, u"there is no such file"_s);
    connection.setDatabaseName(path);
    // Reads never wait for a writer in WAL mode; what they can wait for is a recovery.
    connection.setConnectOptions(
        u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(use == DatabaseUse::Read ? 2000 : writersPatience));
}

QStringList SqliteDialect::openingStatements(DatabaseUse use) const
{
    // Mapped pages need no system call; what is not in the map is read as usual.
    QStringList statements{u"PRAGMA synchronous=FULL"_s, u"PRAGMA foreign_keys=ON"_s,
                           u"PRAGMA secure_delete=ON"_s, u"PRAGMA temp_store=MEMORY"_s,
                           u"PRAGMA mmap_size=4294967296"_s};
    // The first read opens the log: now, and not when the program may have no descriptor left.
    if (use == DatabaseUse::Read)
        statements.append({u"PRAGMA query_only=ON"_s, u"SELECT COUNT(*) FROM sqlite_master"_s});
    return statements;
}

// Primary result codes (https://www.sqlite.org/rescode.html).
DatabaseError::Kind SqliteDialect::kindOf(const QSqlError &error, DatabaseUse) const
{
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case 5:
    case 6:
        return DatabaseError::Kind::Busy;
    case 8:
        return DatabaseError::Kind::ReadOnly;
    case 13:
        return DatabaseError::Kind::Full;
    case 14:
        return DatabaseError::Kind::CannotOpen;
    case 11:
    case 26:
        return DatabaseError::Kind::Corrupt;
    default:
        return DatabaseError::Kind::Other;
    }
}

bool SqliteDialect::isEmbedded() const
{
    return true;
}

bool SqliteDialect::allowsForwardOnly() const
{
    return true;
}

int SqliteDialect::socketOf(const QSqlDatabase &) const
{
    return -1;
}

// Nobody else's write can come between.
QString SqliteDialect::beginWrite() const
{
    return u"BEGIN IMMEDIATE"_s;
}

QString SqliteDialect::beginSnapshot() const
{
    return u"BEGIN"_s;
}

void SqliteDialect::lockPlatform(Database &, const QString &) const
{
    // The transaction has the whole database.
}

void SqliteDialect::adopt(Database &database) const
{
    database.executePatiently(u"PRAGMA journal_mode=WAL"_s);
}

QString SqliteDialect::adapted(QString sql) const
{
    return sql.replace(u"{bytes}"_s, u"BLOB"_s)
        .replace(u"{clustered}"_s, u"WITHOUT ROWID"_s)
        .replace(u"{including}"_s, u","_s);
}

void SqliteDialect::lockSchema(Database &) const
{
    // As above.
}

int SqliteDialect::schemaVersion(Database &database) const
{
    return static_cast<int>(pragma(database, u"user_version"_s));
}

void SqliteDialect::setSchemaVersion(Database &database, int version) const
{
    database.execute(u"PRAGMA application_id = %1"_s.arg(applicationId));
    database.execute(u"PRAGMA user_version = %1"_s.arg(version));
}

bool SqliteDialect::isForeign(Database &database) const
{
    // In this order: another server may make its schema just now.
    return tableCount(database) > 0 && pragma(database, u"application_id"_s) != applicationId;
}

// Whoever reads, e.g. for a backup, keeps the log in use, and whoever writes would wait with us.
void SqliteDialect::forgetDeleted(Database &database) const
{
    database.execute(u"PRAGMA busy_timeout=500"_s);
    const bool isInUse = pragma(database, u"wal_checkpoint(TRUNCATE)"_s) != 0;
    database.execute(u"PRAGMA busy_timeout=%1"_s.arg(writersPatience));
    if (isInUse)
        throw DatabaseError(DatabaseError::Kind::Busy,
                            u"what was deleted is still in the log, which another program reads"_s);
}

} // namespace keydesk::server
