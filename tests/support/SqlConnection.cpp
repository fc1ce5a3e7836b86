// SPDX-License-Identifier: Apache-2.0
#include "support/SqlConnection.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUrl>
#include <QUrlQuery>
#include <QUuid>

namespace keydesk::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView sqliteScheme("sqlite:");

QSqlDatabase connectionTo(const QString &text, const QString &name)
{
    if (text.startsWith(sqliteScheme)) {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(text.mid(sqliteScheme.size()));
        return database;
    }
    const QUrl url(text, QUrl::StrictMode);
    if (url.scheme() != u"postgresql"_s)
        qFatal("%s is not the URL of a database", qPrintable(text));
    const QString folder = QUrlQuery(url).queryItemValue(u"host"_s, QUrl::FullyDecoded);
    auto database = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
    database.setUserName(url.userName());
    database.setHostName(folder.isEmpty() ? url.host() : folder);
    database.setPort(url.port(5432));
    database.setDatabaseName(url.path().mid(1));
    return database;
}

} // namespace

SqlConnection::SqlConnection(const QString &url)
    : m_name(QUuid::createUuid().toString())
{
    QSqlDatabase database = connectionTo(url, m_name);
    if (!database.open())
        qFatal("%s: %s", qPrintable(url), qPrintable(database.lastError().text()));
    if (url.startsWith(sqliteScheme))
        run(u"PRAGMA foreign_keys=ON"_s);
}

SqlConnection::~SqlConnection()
{
    QSqlDatabase::removeDatabase(m_name);
}

QVariant SqlConnection::run(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(QSqlDatabase::database(m_name));
    // PostgreSQL prepares nothing but queries and changes of rows.
    bool done = values.isEmpty() ? query.exec(sql) : query.prepare(sql);
    if (done && !values.isEmpty()) {
        for (const QVariant &value : values)
            query.addBindValue(value);
        done = query.exec();
    }
    if (!done)
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    return query.next() ? query.value(0) : QVariant();
}

QStringList SqlConnection::column(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name));
    if (!query.exec(sql))
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    QStringList values;
    while (query.next())
        values.append(query.value(0).toString());
    values.sort();
    return values;
}

QStringList SqlConnection::tables() const
{
    QStringList names = QSqlDatabase::database(m_name).tables();
    names.sort();
    return names;
}

QStringList SqlConnection::columns(const QString &table) const
{
    const QSqlRecord record = QSqlDatabase::database(m_name).record(table);
    QStringList names;
    for (int i = 0; i < record.count(); ++i)
        names.append(record.fieldName(i));
    return names;
}

} // namespace keydesk::testing
