// SPDX-License-Identifier: Apache-2.0
#include "server/store/Database.h"

#include <QFileInfo>
#include <QSqlError>

#include <atomic>
#include <chrono>
#include <thread>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

// Primary result codes of SQLite (https://www.sqlite.org/rescode.html).
DatabaseError::Kind kindOf(const QSqlError &error)
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

DatabaseError errorFrom(const QSqlError &error)
{
    return {kindOf(error), error.databaseText()};
}

QString nextConnectionName()
{
    static std::atomic<int> number = 0;
    return u"keydesk-%1"_s.arg(++number);
}

// Two programs that open a new database at once: the change of the journal mode does not wait for
// a lock by itself.
template <typename Work>
void retryWhileBusy(Work work)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    for (;;) {
        try {
            return work();
        } catch (const DatabaseError &error) {
            if (error.kind() != DatabaseError::Kind::Busy ||
                std::chrono::steady_clock::now() > deadline)
                throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

} // namespace

DatabaseError::DatabaseError(Kind kind, const QString &text)
    : std::runtime_error(text.toStdString())
    , m_kind(kind)
{
}

Statement::Statement(QSqlQuery &query)
    : m_query(query)
{
}

Statement::~Statement()
{
    m_query.finish();
}

void Statement::execute()
{
    if (!m_query.exec())
        throw errorFrom(m_query.lastError());
}

bool Statement::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        throw errorFrom(m_query.lastError());
    return false;
}

int Statement::changes() const
{
    return m_query.numRowsAffected();
}

QString Statement::text(int column) const
{
    return m_query.value(column).toString();
}

QByteArray Statement::bytes(int column) const
{
    return m_query.value(column).toByteArray();
}

qint64 Statement::integer(int column) const
{
    return m_query.value(column).toLongLong();
}

std::optional<QString> Statement::optionalText(int column) const
{
    return m_query.isNull(column) ? std::nullopt : std::optional(text(column));
}

std::optional<qint64> Statement::optionalInteger(int column) const
{
    return m_query.isNull(column) ? std::nullopt : std::optional(integer(column));
}

Database::Database(const DatabaseUrl &url, DatabaseUse use)
    : m_name(nextConnectionName())
{
    try {
        open(url, use);
    } catch (...) {
        close();
        throw;
    }
}

Database::~Database()
{
    close();
}

void Database::open(const DatabaseUrl &url, DatabaseUse use)
{
    if (use == DatabaseUse::Read && !QFileInfo::exists(url.path()))
        throw DatabaseError(DatabaseError::Kind::CannotOpen, u"there is no such file"_s);
    m_connection = QSqlDatabase::addDatabase(dialect::driver(), m_name);
    m_connection.setDatabaseName(url.path());
    m_connection.setConnectOptions(dialect::connectOptions(use));
    if (!m_connection.open())
        throw errorFrom(m_connection.lastError());
    for (const QString &sql : dialect::openingStatements(use))
        retryWhileBusy([&] { execute(sql); });
}

void Database::close()
{
    m_statements.clear();
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
}

Statement Database::prepare(const QString &sql)
{
    auto &query = m_statements[sql];
    if (!query) {
        auto prepared = std::make_unique<QSqlQuery>(m_connection);
        prepared->setForwardOnly(true);
        if (!prepared->prepare(sql)) {
            m_statements.erase(sql);
            throw errorFrom(prepared->lastError());
        }
        query = std::move(prepared);
    }
    return Statement(*query);
}

void Database::execute(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        throw errorFrom(query.lastError());
}

Database::Transaction::Transaction(Database &database)
    : m_database(database)
{
    m_database.execute(dialect::beginWrite());
}

Database::Transaction::~Transaction()
{
    if (!m_open)
        return;
    try {
        m_database.execute(u"ROLLBACK"_s);
    } catch (const DatabaseError &) {
        // Some errors have rolled back by themselves already.
    }
}

void Database::Transaction::commit()
{
    m_database.execute(u"COMMIT"_s);
    m_open = false;
}

} // namespace keydesk::server
