// SPDX-License-Identifier: Apache-2.0
#include "server/store/PostgresqlConnection.h"

#include <QSqlError>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

/** A value in libpq's connection strings (libpq, 34.1.1.1). */
QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + value + u'\'';
}

QString connectionString(const PostgresqlDatabase &place)
{
    QStringList parts;
    const auto add = [&](QStringView name, const QString &value) {
        if (!value.isEmpty())
            parts.append(name.toString() + u'=' + quoted(value));
    };
    add(u"host", place.host);
    add(u"user", place.user);
    add(u"dbname", place.name);
    if (place.port > 0)
        add(u"port", QString::number(place.port));
    parts.append(PostgresqlDialect::connectionOptions(place).replace(u';', u' '));
    return parts.join(u' ');
}

// What stands behind it quotes the values of the row.
QString firstLine(const char *text)
{
    return QString::fromUtf8(text).section(u'\n', 0, 0);
}

} // namespace

PostgresqlConnection connectTo(const DatabaseUrl &url)
{
    const QByteArray text = connectionString(*url.postgresql()).toUtf8();
    PostgresqlConnection connection(PQconnectdb(text.constData()));
    if (PQstatus(connection.get()) != CONNECTION_OK || PQsetnonblocking(connection.get(), 1) != 0)
        throw errorOf(connection);
    return connection;
}

DatabaseError errorOf(const PostgresqlConnection &connection)
{
    return {DatabaseError::Kind::Unavailable, firstLine(PQerrorMessage(connection.get()))};
}

DatabaseError errorOf(const PostgresqlResult &result)
{
    const QString state = QString::fromLatin1(PQresultErrorField(result.get(), PG_DIAG_SQLSTATE));
    const QSqlError error({}, {}, QSqlError::StatementError, state);
    return {PostgresqlDialect().kindOf(error, DatabaseUse::Read),
            firstLine(PQresultErrorMessage(result.get()))};
}

} // namespace keydesk::server
