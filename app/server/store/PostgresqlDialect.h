// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Dialect.h"

namespace keydesk::server {

/** PostgreSQL from 12 on through QPSQL: a server, which several instances may share. */
class PostgresqlDialect : public Dialect
{
public:
    /** libpq's parameters besides where the database is, as "key=value;key=value". */
    static QString connectionOptions(const PostgresqlDatabase &place);

    QString driver() const override;
    void configure(QSqlDatabase &connection, const DatabaseUrl &url,
                   DatabaseUse use) const override;
    QStringList openingStatements(DatabaseUse use) const override;
    DatabaseError::Kind kindOf(const QSqlError &error, DatabaseUse use) const override;
    bool isEmbedded() const override;
    bool allowsForwardOnly() const override;
    int socketOf(const QSqlDatabase &connection) const override;
    QString beginWrite() const override;
    QString beginSnapshot() const override;
    void lockPlatform(Database &database, const QString &platformId) const override;
    void adopt(Database &database) const override;
    QString adapted(QString sql) const override;
    void lockSchema(Database &database) const override;
    int schemaVersion(Database &database) const override;
    void setSchemaVersion(Database &database, int version) const override;
    bool isForeign(Database &database) const override;
    void forgetDeleted(Database &database) const override;
};

} // namespace keydesk::server
