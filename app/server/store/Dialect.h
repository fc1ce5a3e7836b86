// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace keydesk::server {

class Database;

/** What a connection is for. Readers cannot write, by the database's own means. */
enum class DatabaseUse { Read, Write };

/** Everything that one database does in its own way; all other SQL is common to all of them. */
namespace dialect {

QString driver();
QString connectOptions(DatabaseUse use);

/** Run once on a new connection. */
QStringList openingStatements(DatabaseUse use);

/** Begins a transaction that nobody else's write can come between. */
QString beginWrite();

/** Replaces the placeholders in a migration's SQL, e.g. {bytes} by the type of a byte string. */
QString adapted(QString sql);

/** 0 for a database without a schema. */
int schemaVersion(Database &database);
void setSchemaVersion(Database &database, int version);

/** True if there are tables already, but not ours. */
bool isForeign(Database &database);

/** Gives deleted content no place to survive in; to be called outside of a transaction. */
void forgetDeleted(Database &database);

} // namespace dialect

} // namespace keydesk::server
