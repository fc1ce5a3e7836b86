// SPDX-License-Identifier: Apache-2.0
#include "server/store/PostgresqlDialect.h"

#include "server/store/Database.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>

#include <libpq-fe.h>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

// Any number that no other program uses for its advisory locks: "KDSK".
constexpr int schemaLock = 0x4b44534b;

qint64 firstInteger(Database &database, const QString &sql)
{
    Statement select = database.prepare(sql);
    select.run();
    return select.next() ? select.integer(0) : 0;
}

} // namespace

QString PostgresqlDialect::driver() const
{
    return u"QPSQL"_s;
}

QString PostgresqlDialect::connectionOptions(const PostgresqlDatabase &place)
{
    // A server that has gone without a word is noticed after some ten seconds.
    QString options = u"connect_timeout=3;keepalives_idle=5;keepalives_interval=2;"_s
                      u"keepalives_count=3;tcp_user_timeout=10000"_s;
    if (!place.parameters.contains(u"application_name="_s))
        options += u";application_name=keydesk-server"_s;
    if (!place.parameters.isEmpty())
        options += u';' + place.parameters;
    return options;
}

void PostgresqlDialect::configure(QSqlDatabase &connection, const DatabaseUrl &url,
                                  DatabaseUse) const
{
    const PostgresqlDatabase &place = *url.postgresql();
    connection.setDatabaseName(place.name);
    connection.setHostName(place.host);
    connection.setUserName(place.user);
    if (place.port > 0)
        connection.setPort(place.port);
    connection.setConnectOptions(connectionOptions(place));
}

QStringList PostgresqlDialect::openingStatements(DatabaseUse use) const
{
    // Plans are made once a statement. What holds a lock must not hold it for ever, not even if
    // this program has been stopped in the middle of a transaction.
    QStringList statements{u"SET plan_cache_mode = force_generic_plan"_s,
                           u"SET client_min_messages = error"_s, u"SET lock_timeout = '5s'"_s,
                           u"SET statement_timeout = '10s'"_s,
                           u"SET idle_in_transaction_session_timeout = '15s'"_s,
                           // Whoever is told that a key is gone must find it gone after a crash.
                           u"SET synchronous_commit = on"_s};
    if (use == DatabaseUse::Read)
        statements.append(u"SET default_transaction_read_only = on"_s);
    return statements;
}

// SQLSTATE classes (https://www.postgresql.org/docs/15/errcodes-appendix.html); libpq itself gives
// none when the connection breaks.
DatabaseError::Kind PostgresqlDialect::kindOf(const QSqlError &error, DatabaseUse use) const
{
    using Kind = DatabaseError::Kind;
    const QString state = error.nativeErrorCode();
    if (error.type() == QSqlError::ConnectionError || state.isEmpty() ||
        state.startsWith(u"08"_s) || state.startsWith(u"57P"_s) || state == u"53300"_s ||
        state == u"25P03"_s)
        return Kind::Unavailable;
    // Lock time-out, statement time-out, deadlock, serialization.
    if (state == u"55P03"_s || state == u"57014"_s || state == u"40P01"_s || state == u"40001"_s)
        return Kind::Busy;
    // Unique violation, and one of a foreign key.
    if (state == u"23505"_s || state == u"23503"_s)
        return Kind::Conflict;
    if (state.startsWith(u"53"_s))
        return Kind::Full;
    // A standby, perhaps since a fail-over: another connection may lead to the new primary.
    if (state == u"25006"_s)
        return use == DatabaseUse::Write ? Kind::Unavailable : Kind::ReadOnly;
    if (state.startsWith(u"XX"_s))
        return Kind::Corrupt;
    return Kind::Other;
}

bool PostgresqlDialect::isEmbedded() const
{
    return false;
}

bool PostgresqlDialect::allowsForwardOnly() const
{
    return false; // rows that have not been read are lost as soon as another statement runs
}

int PostgresqlDialect::socketOf(const QSqlDatabase &connection) const
{
    // The one name is in Qt's documentation, the other one is what Qt 6.4 gives.
    const QVariant handle = connection.driver()->handle();
    if (qstrcmp(handle.typeName(), "PGconn*") != 0 && qstrcmp(handle.typeName(), "pg_conn*") != 0)
        return -1;
    return PQsocket(*static_cast<PGconn *const *>(handle.constData()));
}

QString PostgresqlDialect::beginWrite() const
{
    return u"BEGIN"_s;
}

QString PostgresqlDialect::beginSnapshot() const
{
    return u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s;
}

void PostgresqlDialect::lockPlatform(Database &database, const QString &platformId) const
{
    Statement lock = database.prepare(u"SELECT id FROM platforms WHERE id = ? FOR NO KEY UPDATE"_s);
    lock.run(platformId);
}

void PostgresqlDialect::adopt(Database &) const
{
    // How it is kept is its administrator's to decide.
}

// Texts are compared by their code points, as SQLite does, whatever the language of the database.
QString PostgresqlDialect::adapted(QString sql) const
{
    // Room for new versions of rows on their own page: such an update leaves the indexes alone.
    return sql.replace(u"{bytes}"_s, u"BYTEA"_s)
        .replace(u"{clustered}"_s, u"WITH (fillfactor = 70)"_s)
        .replace(u"{including}"_s, u") INCLUDE ("_s)
        .replace(u" TEXT"_s, u" TEXT COLLATE \"C\""_s);
}

void PostgresqlDialect::lockSchema(Database &database) const
{
    // A step over a large table takes its time, and so does waiting for one that another makes.
    database.execute(u"SET LOCAL lock_timeout = 0"_s);
    database.execute(u"SET LOCAL statement_timeout = 0"_s);
    database.execute(u"SELECT pg_advisory_xact_lock(%1)"_s.arg(schemaLock));
}

int PostgresqlDialect::schemaVersion(Database &database) const
{
    if (firstInteger(database,
                     u"SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()"_s
                     u" AND tablename = 'keydesk_schema'"_s) == 0)
        return 0;
    return static_cast<int>(firstInteger(database, u"SELECT version FROM keydesk_schema"_s));
}

void PostgresqlDialect::setSchemaVersion(Database &database, int version) const
{
    database.execute(u"CREATE TABLE IF NOT EXISTS keydesk_schema (version INTEGER NOT NULL)"_s);
    database.execute(u"DELETE FROM keydesk_schema"_s);
    database.execute(u"INSERT INTO keydesk_schema (version) VALUES (%1)"_s.arg(version));
}

bool PostgresqlDialect::isForeign(Database &database) const
{
    // In this order: another server may make its schema just now.
    return firstInteger(database,
                        u"SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()"_s) >
               0 &&
           schemaVersion(database) == 0;
}

void PostgresqlDialect::forgetDeleted(Database &) const
{
    // Vacuum does that; what a superuser finds on the disk until then is not ours to decide.
}

} // namespace keydesk::server
