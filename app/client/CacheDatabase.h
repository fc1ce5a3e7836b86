// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <type_traits>

namespace keydesk::client {

/** What SQLite said. Thrown between CacheDatabase and the statements that it runs, no further. */
struct CacheError
{
    int code = 0; ///< SQLite's primary result code, 0 if there is none
    QString text;

    /** The file is not a database, or not ours. */
    bool isDamage() const;
};

/**
 * The file behind LocalCache: opened when it is first needed, with the schema of this version, and
 * begun anew when it is damaged. Every function, and the end, is in one thread.
 */
class CacheDatabase
{
public:
    explicit CacheDatabase(QString path);
    CacheDatabase(const CacheDatabase &) = delete;
    CacheDatabase &operator=(const CacheDatabase &) = delete;
    ~CacheDatabase();

    /** Calls \a statements with this object, in one transaction. They may be called twice. */
    template <typename Statements>
    auto run(Statements &statements) -> Result<std::invoke_result_t<Statements &, CacheDatabase &>>
    {
        for (bool isSecondTry = false;; isSecondTry = true) {
            try {
                begin();
                auto value = statements(*this);
                commit();
                return value;
            } catch (const CacheError &error) {
                close(); // Rolls back; what comes next opens it again, if the disk lets it.
                if (!error.isDamage() || isSecondTry || !putAside())
                    return tl::unexpected(problem(error));
            }
        }
    }

    // For the statements; each throws CacheError.

    /** Executes \a sql with its \a values, and gives the rows. */
    QSqlQuery query(const QString &sql, const QVariantList &values = {});
    QSqlQuery prepare(const QString &sql);
    static void execute(QSqlQuery &query);

private:
    void open();
    void migrate();
    void begin();
    void commit();
    void close();
    bool putAside();
    Problem problem(const CacheError &error) const;

    QString m_path;
    QString m_connectionName;
    QSqlDatabase m_database;
};

} // namespace keydesk::client
