// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/DatabaseError.h"
#include "server/store/DatabaseUrl.h"

#include <QString>
#include <QStringList>

class QSqlDatabase;
class QSqlError;

namespace keydesk::server {

class Database;

/** What a connection is for. Readers cannot write, by the database's own means. */
enum class DatabaseUse { Read, Write };

/** Everything that one database does in its own way; all other SQL is common to both of them. */
class Dialect
{
public:
    /** Lives as long as the program. */
    static const Dialect &of(const DatabaseUrl &url);

    virtual ~Dialect() = default;

    virtual QString driver() const = 0;
    virtual void configure(QSqlDatabase &connection, const DatabaseUrl &url,
                           DatabaseUse use) const = 0;
    /** Run once on a new connection. */
    virtual QStringList openingStatements(DatabaseUse use) const = 0;
    virtual DatabaseError::Kind kindOf(const QSqlError &error, DatabaseUse use) const = 0;

    /**
     * True if a look-up takes microseconds and waits for nobody, and if one thread at a time can
     * write: then look-ups need no thread, and several writes share a commit.
     */
    virtual bool isEmbedded() const = 0;
    /** True if a result may be read row by row while another statement runs. */
    virtual bool allowsForwardOnly() const = 0;
    /** A connection's descriptor, which can be shut down to end what waits on it; or -1. */
    virtual int socketOf(const QSqlDatabase &connection) const = 0;

    /** Begins a transaction. */
    virtual QString beginWrite() const = 0;
    /** Begins one that only reads, and sees the same moment from its first statement on. */
    virtual QString beginSnapshot() const = 0;
    /** In a transaction: whoever else changes what the platform has waits until it has ended. */
    virtual void lockPlatform(Database &database, const QString &platformId) const = 0;

    /**
     * Sets what a database keeps for good. To be called for one that is ours or empty: another
     * program's stays as it is.
     */
    virtual void adopt(Database &database) const = 0;
    /**
     * Replaces what each database calls by another name in a migration's SQL: {bytes}, the type of
     * a byte string; {clustered}, behind a table whose rows lie in the order of its primary key
     * where the database can do that, and which are updated often; {including}, in an index between
     * the columns that are looked up and those that are only read. In SQLite these count as well
     * when the index is unique.
     */
    virtual QString adapted(QString sql) const = 0;
    /**
     * In a transaction: whoever else migrates waits until it has ended. From then on nothing in it
     * takes too long.
     */
    virtual void lockSchema(Database &database) const = 0;
    /** 0 for a database without a schema. */
    virtual int schemaVersion(Database &database) const = 0;
    virtual void setSchemaVersion(Database &database, int version) const = 0;
    /** True if there are tables already, but not ours. */
    virtual bool isForeign(Database &database) const = 0;

    /**
     * Gives deleted content no place to survive in; to be called outside of a transaction. Busy as
     * long as somebody may still read it.
     */
    virtual void forgetDeleted(Database &database) const = 0;
};

} // namespace keydesk::server
