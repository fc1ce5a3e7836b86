// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/DatabaseUrl.h"
#include "server/store/Dialect.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <unordered_map>

namespace keydesk::server {

/** The database did not do what it was asked to. what() is for the log and holds no values. */
class DatabaseError : public std::runtime_error
{
public:
    enum class Kind { Busy, Full, CannotOpen, ReadOnly, Corrupt, Other };

    DatabaseError(Kind kind, const QString &text);
    Kind kind() const { return m_kind; }

private:
    Kind m_kind;
};

/**
 * One run of a prepared statement. Ends the run when it goes out of scope: a statement that is left
 * open would hold its snapshot, and the next read would not see what was written since.
 */
class Statement
{
public:
    explicit Statement(QSqlQuery &query);
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

    QSqlQuery &m_query;
};

/**
 * One connection, used by the thread that made it only. Keeps its prepared statements, so the same
 * SQL text must not be run again while a Statement of it is alive.
 */
class Database
{
public:
    /** Throws DatabaseError. Makes the file if there is none and \a use is Write. */
    Database(const DatabaseUrl &url, DatabaseUse use);
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;
    ~Database();

    Statement prepare(const QString &sql);
    /** For statements without values and result. */
    void execute(const QString &sql);

    /** Runs \a work in a transaction of its own; what it throws rolls back. */
    template <typename Work>
    std::invoke_result_t<Work &, Database &> transaction(Work &&work)
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

private:
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

    void open(const DatabaseUrl &url, DatabaseUse use);
    void close();

    QString m_name;
    QSqlDatabase m_connection;
    std::unordered_map<QString, std::unique_ptr<QSqlQuery>> m_statements;
};

} // namespace keydesk::server
