// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/KeyLookup.h"

struct sqlite3;
struct sqlite3_stmt;

namespace keydesk::server {

/**
 * Sets up the SQLite library for the whole program; to be called before it is used. Without a count
 * of all its memory, which nobody asks for, its threads do not wait for each other at each malloc.
 */
void configureSqlite();

/**
 * Past Qt, with SQLite's own functions on Qt's connection: QSqlQuery describes its columns anew at
 * each execution, which costs three times as much as the search itself.
 */
class SqliteKeyLookup : public KeyLookup
{
public:
    /**
     * Nothing if \a database is not SQLite, or if Qt brought a SQLite of its own, whose handles
     * this one must not touch.
     */
    static std::unique_ptr<SqliteKeyLookup> forEmbedded(Database &database);

    explicit SqliteKeyLookup(sqlite3 *connection);

    void answer(KeyQuestions questions, qint64 now) override;

private:
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;

    Statement prepare(const QByteArray &sql) const;
    bool next(sqlite3_stmt *statement) const;
    void answerBySecret(KeyQuestions questions, qint64 now) const;
    void answerByPlace(KeyQuestion &question, qint64 now) const;

    sqlite3 *m_connection;
    Statement m_bySecret; ///< for several at once
    Statement m_byPlace;
};

} // namespace keydesk::server
