// SPDX-License-Identifier: Apache-2.0
#include "client/CacheDatabase.h"

#include <QFile>
#include <QList>
#include <QSqlError>
#include <QUuid>

#include <array>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

// SQLite's primary result codes; https://www.sqlite.org/rescode.html
constexpr int sqliteError = 1; // here: a table or column that ought to be there is not
constexpr int sqliteCorrupt = 11;
constexpr int sqliteConstraint = 19;
constexpr int sqliteNotADatabase = 26;

// One entry a version, never changed once it was released: the next version is another entry.
const std::array migrations{
    QStringList{
        uR"(CREATE TABLE connections (
            id TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL
        ) WITHOUT ROWID)"_s,
        // In the order in which they are shown, so that reading them is one walk.
        uR"(CREATE TABLE platforms (
            connection_id TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL,
            name TEXT NOT NULL, role TEXT NOT NULL,
            PRIMARY KEY (connection_id, position), UNIQUE (connection_id, id)
        ) WITHOUT ROWID)"_s,
        uR"(CREATE TABLE keys (
            connection_id TEXT NOT NULL, platform_id TEXT NOT NULL, fetched_at INTEGER NOT NULL,
            list TEXT NOT NULL, PRIMARY KEY (connection_id, platform_id)
        ) WITHOUT ROWID)"_s,
    },
};

CacheError errorFrom(const QSqlError &error)
{
    // The lower byte of an extended code is the primary one.
    return {.code = error.nativeErrorCode().toInt() & 0xff, .text = error.text()};
}

} // namespace

bool CacheError::isDamage() const
{
    return code == sqliteError || code == sqliteCorrupt || code == sqliteConstraint ||
           code == sqliteNotADatabase;
}

CacheDatabase::CacheDatabase(QString path)
    : m_path(std::move(path))
    , m_connectionName(u"keydesk-cache-"_s + QUuid::createUuid().toString(QUuid::Id128))
{
}

CacheDatabase::~CacheDatabase()
{
    close();
}

QSqlQuery CacheDatabase::query(const QString &sql, const QVariantList &values)
{
    QSqlQuery query = prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    execute(query);
    return query;
}

QSqlQuery CacheDatabase::prepare(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        throw errorFrom(query.lastError());
    return query;
}

void CacheDatabase::execute(QSqlQuery &query)
{
    if (!query.exec())
        throw errorFrom(query.lastError());
}

void CacheDatabase::open()
{
    // Made here, because SQLite would make it for everybody to read; its companions follow suit.
    QFile file(m_path);
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (!file.open(QIODevice::ReadWrite, ownerOnly) || !file.setPermissions(ownerOnly))
        throw CacheError{.text = file.errorString()};
    file.close();

    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName);
    m_database.setDatabaseName(m_path);
    if (!m_database.open())
        throw errorFrom(m_database.lastError());
    // As Qt reads texts: of 10,000 platforms, half of the time went into converting their names.
    query(u"PRAGMA encoding = 'UTF-16'"_s); // of a new file; one that is there stays as it is
    query(u"PRAGMA journal_mode = WAL"_s);
    // After a loss of power the last changes may be missing; a cache is none the worse.
    query(u"PRAGMA synchronous = NORMAL"_s);
    migrate();
}

void CacheDatabase::migrate()
{
    QSqlQuery pragma = query(u"PRAGMA user_version"_s);
    pragma.next();
    const qsizetype version = pragma.value(0).toLongLong();
    pragma.finish();
    const auto newest = static_cast<qsizetype>(migrations.size());
    if (version > newest)
        throw CacheError{.code = sqliteNotADatabase, .text = u"of a newer version"_s};
    if (version == newest)
        return;
    query(u"BEGIN IMMEDIATE"_s);
    for (qsizetype next = version; next < newest; ++next) {
        for (const QString &statement : migrations.at(static_cast<std::size_t>(next)))
            query(statement);
    }
    query(u"PRAGMA user_version = %1"_s.arg(newest));
    query(u"COMMIT"_s);
}

void CacheDatabase::begin()
{
    if (!m_database.isOpen())
        open();
    query(u"BEGIN"_s);
}

void CacheDatabase::commit()
{
    query(u"COMMIT"_s);
}

void CacheDatabase::close()
{
    if (!QSqlDatabase::contains(m_connectionName))
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connectionName);
}

bool CacheDatabase::putAside()
{
    const QString aside = m_path + u".aside"_s;
    QFile::remove(aside);
    QFile::remove(m_path + u"-wal"_s);
    QFile::remove(m_path + u"-shm"_s);
    return QFile::rename(m_path, aside);
}

Problem CacheDatabase::problem(const CacheError &error) const
{
    return {.code = ProblemCode::CacheFailed, .detail = m_path + u": "_s + error.text};
}

} // namespace keydesk::client
