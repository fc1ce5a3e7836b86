// SPDX-License-Identifier: Apache-2.0
#include "support/TestDatabase.h"

#include "support/SqlConnection.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace keydesk::testing {

using namespace Qt::StringLiterals;

namespace {

QString randomHex()
{
    std::array<quint32, 8> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), numbers.size());
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char *>(numbers.data()), sizeof numbers).toHex());
}

QString clusterFolder()
{
    const QFileInfo link(qEnvironmentVariable("KEYDESK_TEST_POSTGRES"));
    if (!link.isDir())
        qFatal("KEYDESK_TEST_POSTGRES does not lead to a PostgreSQL");
    return link.canonicalFilePath();
}

QString postgresUrl(const QString &database, const QString &user = u"keydesk"_s)
{
    return u"postgresql://%1@/%2?host=%3&port=5432"_s.arg(user, database, clusterFolder());
}

// The server keeps its key beside a file only. All servers of a test program have the same one.
void giveServersTheirKey()
{
    if (!qEnvironmentVariableIsSet("KEYDESK_SERVER_KEY"))
        qputenv("KEYDESK_SERVER_KEY", randomHex().toLatin1());
}

bool containsOneOf(const QByteArray &content, const QByteArrayList &texts)
{
    return std::ranges::any_of(texts,
                               [&](const QByteArray &text) { return content.contains(text); });
}

// By another process: when this one closes a database's file, SQLite's locks on it are gone, also
// those of the connection that the test has open (fcntl(2)).
QByteArray contentOf(const QString &path)
{
    QProcess cat;
    cat.start(u"cat"_s, {path});
    cat.waitForFinished();
    return cat.readAllStandardOutput();
}

QStringList filesIn(const QString &folder, const QByteArrayList &texts)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (containsOneOf(contentOf(path), texts))
            found.append(path);
    }
    return found;
}

} // namespace

TestDatabase::Kind TestDatabase::kind()
{
    const QString wanted = qEnvironmentVariable("KEYDESK_TEST_DATABASE");
    if (wanted.isEmpty() || wanted == u"sqlite"_s)
        return Kind::Sqlite;
    if (wanted != u"postgresql"_s)
        qFatal("KEYDESK_TEST_DATABASE must be sqlite or postgresql");
    return Kind::PostgreSql;
}

TestDatabase::TestDatabase()
{
    if (kind() == Kind::Sqlite) {
        if (!m_folder.isValid())
            qFatal("cannot make a folder: %s", qPrintable(m_folder.errorString()));
        m_url = u"sqlite:"_s + file();
        return;
    }
    giveServersTheirKey();
    m_name = u"keydesk_"_s + randomHex().first(16);
    SqlConnection(postgresUrl(u"postgres"_s)).run(u"CREATE DATABASE "_s + m_name);
    m_url = postgresUrl(m_name);
}

TestDatabase::~TestDatabase()
{
    // As the superuser: PostgreSQL's own processes may be at work in it.
    if (!m_name.isEmpty())
        SqlConnection(postgresUrl(u"postgres"_s, u"postgres"_s))
            .run(u"DROP DATABASE %1 WITH (FORCE)"_s.arg(m_name));
}

QString TestDatabase::argument() const
{
    return u"--database="_s + m_url;
}

QString TestDatabase::file() const
{
    return m_folder.filePath(u"keydesk.db"_s);
}

QStringList TestDatabase::filesWith(const QByteArrayList &texts) const
{
    if (kind() == Kind::Sqlite)
        return filesIn(m_folder.path(), texts);
    SqlConnection superuser(postgresUrl(m_name, u"postgres"_s));
    superuser.run(u"CHECKPOINT"_s);
    const QString number =
        superuser.run(u"SELECT oid FROM pg_database WHERE datname = current_database()"_s)
            .toString();
    QStringList found;
    for (const QString &folder : {u"/data/base/"_s + number, u"/data/pg_wal"_s, u"/log"_s})
        found += filesIn(clusterFolder() + folder, texts);
    return found;
}

QByteArray TestDatabase::serverKey() const
{
    if (const QByteArray text = qgetenv("KEYDESK_SERVER_KEY"); !text.isEmpty())
        return QByteArray::fromHex(text);
    return contentOf(file() + u".key"_s);
}

void TestDatabase::cutConnections() const
{
    SqlConnection(postgresUrl(u"postgres"_s, u"postgres"_s))
        .run(u"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = ?"_s,
             {m_name});
}

void TestDatabase::setWritable(bool writable) const
{
    SqlConnection(postgresUrl(u"postgres"_s, u"postgres"_s))
        .run(u"ALTER DATABASE %1 SET default_transaction_read_only = %2"_s.arg(
            m_name, writable ? u"off"_s : u"on"_s));
}

void TestDatabase::setReachable(bool reachable) const
{
    SqlConnection(postgresUrl(u"postgres"_s, u"postgres"_s))
        .run(u"ALTER DATABASE %1 ALLOW_CONNECTIONS %2"_s.arg(m_name,
                                                             reachable ? u"true"_s : u"false"_s));
}

} // namespace keydesk::testing
