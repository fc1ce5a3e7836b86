// SPDX-License-Identifier: Apache-2.0
#include "server/store/Database.h"

#include <QSqlDriver>
#include <QSqlError>

#include <atomic>
#include <fcntl.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds betweenAttempts(1);
constexpr std::chrono::seconds lockPatience(10);

QString nextConnectionName()
{
    static std::atomic<int> number = 0;
    return u"keydesk-%1"_s.arg(++number);
}

} // namespace

Statement::Statement(Database &database, QSqlQuery &query)
    : m_database(database)
    , m_query(query)
{
}

Statement::~Statement()
{
    m_query.finish();
}

void Statement::execute()
{
    if (!m_query.exec())
        throw m_database.failure(m_query.lastError());
}

bool Statement::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        throw m_database.failure(m_query.lastError());
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
    : m_url(url)
    , m_use(use)
    , m_dialect(Dialect::of(url))
    , m_name(nextConnectionName())
{
    try {
        open();
    } catch (...) {
        close();
        throw;
    }
}

Database::~Database()
{
    close();
}

void Database::open()
{
    m_connection = QSqlDatabase::addDatabase(m_dialect.driver(), m_name);
    if (!m_connection.isValid())
        throw DatabaseError(DatabaseError::Kind::CannotOpen,
                            u"Qt's driver %1 is not installed"_s.arg(m_dialect.driver()));
    m_dialect.configure(m_connection, m_url, m_use);
    if (!m_connection.open())
        throw DatabaseError(m_dialect.kindOf(m_connection.lastError(), m_use),
                            m_connection.lastError().databaseText());
    if (const int socket = m_dialect.socketOf(m_connection); socket >= 0) {
        const std::scoped_lock lock(m_socketMutex);
        m_socket = ::fcntl(socket, F_DUPFD_CLOEXEC, 0);
    }
    for (const QString &sql : m_dialect.openingStatements(m_use))
        executePatiently(sql);
}

void Database::close()
{
    {
        const std::scoped_lock lock(m_socketMutex);
        if (m_socket >= 0)
            ::close(std::exchange(m_socket, -1));
    }
    // The statements last: as long as there is a driver they ask it to free what the database
    // server keeps of them, which is gone with the connection.
    m_connection.close();
    m_connection = {};
    if (QSqlDatabase::contains(m_name))
        QSqlDatabase::removeDatabase(m_name);
    m_statements.clear();
}

void Database::ensureOpen()
{
    if (!m_isBroken)
        return;
    if (std::chrono::steady_clock::now() < m_nextAttempt)
        throw DatabaseError(DatabaseError::Kind::Unavailable, u"there is no connection"_s);
    close();
    try {
        open();
    } catch (...) {
        // From now on: who has waited meanwhile must not wait for an attempt of their own.
        m_nextAttempt = std::chrono::steady_clock::now() + betweenAttempts;
        throw;
    }
    m_isBroken = false;
}

QVariant Database::nativeHandle() const
{
    return m_connection.driver()->handle();
}

void Database::interrupt()
{
    const std::scoped_lock lock(m_socketMutex);
    if (m_socket >= 0)
        ::shutdown(m_socket, SHUT_RDWR);
}

DatabaseError Database::failure(const QSqlError &error)
{
    const DatabaseError::Kind kind = m_dialect.kindOf(error, m_use);
    if (kind == DatabaseError::Kind::Unavailable)
        m_isBroken = true;
    // PostgreSQL's further lines quote the values of the row.
    return {kind, error.databaseText().section(u'\n', 0, 0)};
}

Statement Database::prepare(const QString &sql)
{
    auto &query = m_statements[sql];
    if (!query) {
        auto prepared = std::make_unique<QSqlQuery>(m_connection);
        prepared->setForwardOnly(m_dialect.allowsForwardOnly());
        if (!prepared->prepare(sql)) {
            m_statements.erase(sql);
            throw failure(prepared->lastError());
        }
        query = std::move(prepared);
    }
    return Statement(*this, *query);
}

void Database::execute(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        throw failure(query.lastError());
}

// Two programs that open a new database at once: the change of the journal mode does not wait for
// a lock by itself.
void Database::executePatiently(const QString &sql)
{
    const auto deadline = std::chrono::steady_clock::now() + lockPatience;
    for (;;) {
        try {
            return execute(sql);
        } catch (const DatabaseError &error) {
            if (error.kind() != DatabaseError::Kind::Busy ||
                std::chrono::steady_clock::now() > deadline)
                throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

// PostgreSQL prepares no statements that control transactions.
void Database::run(const QString &sql)
{
    if (m_dialect.isEmbedded())
        prepare(sql).run();
    else
        execute(sql);
}

Database::Transaction::Transaction(Database &database)
    : m_database(database)
{
    m_database.run(m_database.m_dialect.beginWrite());
}

Database::Transaction::~Transaction()
{
    if (!m_open)
        return;
    try {
        m_database.run(u"ROLLBACK"_s);
    } catch (const DatabaseError &) {
        // Some errors have rolled back by themselves already.
    }
}

void Database::Transaction::commit()
{
    try {
        m_database.run(u"COMMIT"_s);
    } catch (DatabaseError &error) {
        if (error.kind() == DatabaseError::Kind::Unavailable)
            error.setOutcomeUnknown();
        throw;
    }
    m_open = false;
}

} // namespace keydesk::server
