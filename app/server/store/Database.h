// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/DatabaseError.h"
#include "server/store/DatabaseUrl.h"
#include "server/store/Dialect.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <unordered_map>

namespace keydesk::server {

class Database;

/**
 * One run of a prepared statement. Ends the run when it goes out of scope: a statement that is left
 * open would hold its snapshot, and the next read would not see what was written since.
 */
class Statement
{
public:
    Statement(Database &database, QSqlQuery &query);
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    ~Statement();

    /** Binds the values in order and executes. Throws DatabaseError. */
    template <typename... Values>
    void run(const Values &...values)
    {
        int position = 0;
        (bind(position++, values), ...);
        execute();
    }

    bool next();
    /** Rows that the statement changed. */
    int changes() const;

    QString text(int column) const;
    QByteArray bytes(int column) const;
    qint64 integer(int column) const;
    std::optional<QString> optionalText(int column) const;
    std::optional<qint64> optionalInteger(int column) const;

private:
    template <typename Value>
    void bind(int position, const Value &value)
    {
        m_query.bindValue(position, QVariant::fromValue(value));
    }
    // Qt would write a null text as NULL; here that is what an optional without a value is for.
    void bind(int position, const QString &value)
    {
        m_query.bindValue(position, value.isNull() ? QStringLiteral("") : value);
    }
    template <typename Value>
    void bind(int position, const std::optional<Value> &value)
    {
        if (value)
            bind(position, *value);
        else
            m_query.bindValue(position, QVariant(QMetaType::fromType<Value>()));
    }
    void execute();

    Database &m_database;
    QSqlQuery &m_query;
};

/**
 * One connection, used by the thread that made it only, except for interrupt(). Keeps its prepared
 * statements, so the same SQL text must not be run again while a Statement of it is alive.
 */
class Database
{
public:
    /** Throws DatabaseError. Makes the file if there is none and \a use is Write. */
    Database(const DatabaseUrl &url, DatabaseUse use);
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;
    ~Database();

    const Dialect &dialect() const { return m_dialect; }

    /**
     * Connects again if the connection broke; to be called outside of a transaction. Throws
     * DatabaseError, at once if the last attempt failed a moment ago.
     */
    void ensureOpen();

    /** The driver's own (QSqlDriver::handle()). */
    QVariant nativeHandle() const;

    /** Breaks the connection, so that a statement that waits for the server fails. Any thread. */
    void interrupt();

    Statement prepare(const QString &sql);
    /** For statements without values and result. */
    void execute(const QString &sql);
    /** The same for those that do not wait for others by themselves: they are tried for a while. */
    void executePatiently(const QString &sql);
    /** The same for those that come again and again: they stay prepared. */
    void run(const QString &sql);

    /**
     * Runs \a work in a transaction of its own; what it throws rolls back. On a conflict it runs
     * once more: what it had looked up has changed meanwhile, and now it sees that.
     */
    template <typename Work>
    std::invoke_result_t<Work &, Database &> transaction(Work &&work)
    {
        try {
            return transactionOnce(work);
        } catch (const DatabaseError &error) {
            if (error.kind() != DatabaseError::Kind::Conflict)
                throw;
        }
        return transactionOnce(work);
    }

private:
    template <typename Work>
    std::invoke_result_t<Work &, Database &> transactionOnce(Work &work)
    {
        Transaction transaction(*this);
        if constexpr (std::is_void_v<std::invoke_result_t<Work &, Database &>>) {
            work(*this);
            transaction.commit();
        } else {
            auto result = work(*this);
            transaction.commit();
            return result;
        }
    }

    class Transaction
    {
    public:
        explicit Transaction(Database &database);
        ~Transaction();
        void commit();

    private:
        Database &m_database;
        bool m_open = true;
    };

    friend class Statement;

    void open();
    void close();
    /** What to throw. Remembers that the connection is of no use any more. */
    DatabaseError failure(const QSqlError &error);

    DatabaseUrl m_url;
    DatabaseUse m_use;
    const Dialect &m_dialect;
    QString m_name;
    bool m_isBroken = false;
    std::chrono::steady_clock::time_point m_nextAttempt;
    std::mutex m_socketMutex;
    int m_socket =
        -1; // a duplicate of the connection's, which stays ours when libpq closes its own
    QSqlDatabase m_connection;
    std::unordered_map<QString, std::unique_ptr<QSqlQuery>> m_statements;
};

} // namespace keydesk::server
