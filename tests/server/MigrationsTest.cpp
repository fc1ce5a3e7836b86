// SPDX-License-Identifier: Apache-2.0
// A database that is new, of an older version, of a newer one or of another program: what a server
// does with it, also when several start at the same moment.
#include "support/ServerFixture.h"

#include "keys/ApiKeySecret.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <array>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class MigrationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void severalServersStartOnOneNewDatabase();
    void severalServersStartOnOneOldDatabase();
    void nothingIsLostFromTheFirstVersion();
    void keysOfTheFirstVersionGoOnWorking();
    void aMigratedDatabaseIsLikeANewOne();
    void aStepThatFailsHalfWayHasChangedNothing();
    void aNewerDatabaseIsRefused();
    void anotherProgramsDatabaseIsRefused();
};

namespace {

const QString platformId(24, u'a');
const QString adminId(24, u'c');

/** Servers that were started in the same moment. */
class Servers
{
public:
    explicit Servers(const TestDatabase &database)
    {
        for (QProcess &process : m_processes)
            process.start(ServerProcess::program(),
                          {u"serve"_s, database.argument(), u"--listen=127.0.0.1:0"_s,
                           u"--parent-pipe"_s});
    }
    ~Servers()
    {
        for (QProcess &process : m_processes) {
            process.closeWriteChannel();
            process.waitForFinished(15'000);
        }
    }
    Servers(const Servers &) = delete;
    Servers &operator=(const Servers &) = delete;

    /** Asks each for its member's platforms. The body of a server that is not there is its errors.
     */
    QList<HttpAnswer> platforms()
    {
        QList<HttpAnswer> answers;
        for (QProcess &process : m_processes) {
            while (!process.canReadLine() && process.waitForReadyRead(20'000)) {
            }
            const auto ready = QJsonDocument::fromJson(process.readLine()).object();
            const QByteArray token = ready[u"ownerToken"_s].toString().toLatin1();
            answers.append(HttpClient(QUrl(ready[u"listening"_s].toString()))
                               .send({.path = "/admin/v1/platforms",
                                      .headers = {{"Authorization", "Bearer " + token}}}));
            if (token.isEmpty())
                answers.last().body = process.readAllStandardError();
        }
        return answers;
    }
    /** Ends all; false if one did not end well. */
    bool end()
    {
        bool good = true;
        for (QProcess &process : m_processes) {
            process.closeWriteChannel();
            good = process.waitForFinished(15'000) && process.exitCode() == 0 && good;
        }
        return good;
    }

private:
    std::array<QProcess, 4> m_processes;
};

/** All of a schema's statements, for the kind of database that this run is on. */
QStringList firstVersion()
{
    QFile file(QStringLiteral(KEYDESK_VERSION_1));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", KEYDESK_VERSION_1);
    QString sql = QString::fromUtf8(file.readAll());
    if (TestDatabase::kind() == TestDatabase::Kind::Sqlite) {
        sql.replace(u"{bytes}"_s, u"BLOB"_s);
        sql += u"PRAGMA application_id = 1262768971;\nPRAGMA user_version = 1;\n"_s;
    } else {
        sql.replace(u"{bytes}"_s, u"BYTEA"_s).replace(u" TEXT"_s, u" TEXT COLLATE \"C\""_s);
        sql += u"CREATE TABLE keydesk_schema (version INTEGER NOT NULL);\n"
               u"INSERT INTO keydesk_schema VALUES (1);\n"_s;
    }
    return sql.split(u";\n"_s, Qt::SkipEmptyParts);
}

int versionOf(SqlConnection &sql)
{
    return sql
        .run(TestDatabase::kind() == TestDatabase::Kind::Sqlite
                 ? u"PRAGMA user_version"_s
                 : u"SELECT version FROM keydesk_schema"_s)
        .toInt();
}

/** Everything but the data: tables with types and constraints, and indexes. */
QStringList schemaOf(SqlConnection &sql)
{
    if (TestDatabase::kind() == TestDatabase::Kind::Sqlite) {
        QStringList all = sql.column(u"SELECT type || ' ' || name || ' ' || COALESCE(sql, '')"_s
                                     u" FROM sqlite_master"_s);
        for (QString &statement : all)
            statement = statement.simplified();
        return all;
    }
    return sql.column(
        u"SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()"_s
        u" UNION ALL SELECT CAST(CAST(conrelid AS regclass) AS text) || ' ' || conname || ' '"_s
        u" || pg_get_constraintdef(oid) FROM pg_constraint"_s
        u" WHERE connamespace = CAST(current_schema() AS regnamespace)"_s
        u" UNION ALL SELECT CONCAT_WS(' ', table_name, ordinal_position, column_name, data_type,"_s
        u" is_nullable, column_default, collation_name) FROM information_schema.columns"_s
        u" WHERE table_schema = current_schema()"_s
        u" UNION ALL SELECT CONCAT_WS(' ', relname, reloptions) FROM pg_class"_s
        u" WHERE relnamespace = CAST(current_schema() AS regnamespace)"_s);
}

void setVersion(SqlConnection &sql, int version)
{
    sql.run(TestDatabase::kind() == TestDatabase::Kind::Sqlite
                ? u"PRAGMA user_version = %1"_s.arg(version)
                : u"UPDATE keydesk_schema SET version = %1"_s.arg(version));
}

QByteArray sha256(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

/** A database of the first version, with a key that was used. */
class OldDatabase
{
public:
    OldDatabase()
        : m_sql(m_database.url())
    {
        for (const QString &statement : firstVersion())
            m_sql.run(statement);
        for (const QString &label : {u"Straße"_s, u"Zapier"_s})
            addKey(label);
        const qint64 hour = QDateTime::currentSecsSinceEpoch() / 3600;
        m_sql.run(u"INSERT INTO key_calls VALUES (?, ?, 'query', 7)"_s, {idOf(u"Zapier"_s), hour});
        m_sql.run(u"INSERT INTO key_calls VALUES (?, ?, 'header', 5)"_s,
                  {idOf(u"Zapier"_s), hour - 30});
    }

    const TestDatabase &database() const { return m_database; }
    SqlConnection &sql() { return m_sql; }
    QString secret() const { return m_secret; }
    /** Of an administrator. */
    std::pair<QByteArray, QByteArray> addToken()
    {
        const QByteArray token = newIdempotencyKey().second;
        m_sql.run(u"INSERT INTO access_tokens (token_sha256, member_id, expires_at)"_s
                  u" VALUES (?, ?, ?)"_s,
                  {sha256(token), adminId, QDateTime::currentMSecsSinceEpoch() + 3'600'000});
        return {"Authorization", "Bearer " + token};
    }
    static QString idOf(const QString &label)
    {
        return QString::fromLatin1(sha256(label.toUtf8()).toHex().first(24));
    }
    /** Everything that was kept of a key in the first version; its last use is elsewhere since. */
    QString row(const QString &label, const QString &keys = u"api_keys"_s)
    {
        const QString hex = TestDatabase::kind() == TestDatabase::Kind::Sqlite
                                ? u"hex(%1)"_s
                                : u"upper(encode(%1, 'hex'))"_s;
        QStringList texts;
        for (const char *column :
             {"id", "platform_id", "label", "label_key", "hint", "state", "created_at",
              "created_by", "expires_at", "last_used_at", "last_used_from", "last_used_via"})
            texts.append(value(QString::fromLatin1(column), label, keys));
        for (const char *column : {"secret_sha256", "salt", "idempotency_sha256", "payload_sha256"})
            texts.append(value(hex.arg(QString::fromLatin1(column)), label, keys));
        return texts.join(u'|');
    }
    QString migratedRow(const QString &label)
    {
        return row(label,
                   u"(SELECT k.*, u.at AS last_used_at, u.address AS last_used_from,"
                   u" u.via AS last_used_via FROM api_keys k LEFT JOIN key_last_uses u"
                   u" ON u.platform_id = k.platform_id AND u.key_id = k.id) AS keys_and_uses"_s);
    }

private:
    QString value(const QString &column, const QString &label, const QString &keys)
    {
        return m_sql.run(u"SELECT %1 FROM %2 WHERE label = ?"_s.arg(column, keys), {label})
            .toString();
    }
    void addKey(const QString &label)
    {
        std::array<std::uint8_t, 32> entropy{};
        std::ranges::fill(entropy, static_cast<std::uint8_t>(label.size()));
        entropy.back() = static_cast<std::uint8_t>(label.front().unicode());
        const auto secret = keydesk::ApiKeySecret::fromEntropy(entropy);
        m_secret = secret.reveal();
        m_sql.run(u"INSERT INTO api_keys (id, platform_id, label, label_key, hint, secret_sha256,"_s
                  u" state, created_at, created_by, expires_at, last_used_at, last_used_from,"
                  u" last_used_via, salt, idempotency_sha256, payload_sha256)"
                  u" VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?, 32503680000000, 1700000002000,"
                  u" '192.0.2.1', 'query', ?, ?, ?)"_s,
                  {idOf(label), platformId, label, label.toCaseFolded(), secret.hint(),
                   sha256(m_secret.toLatin1()), QDateTime::currentMSecsSinceEpoch(), adminId,
                   sha256("salt" + label.toUtf8()), sha256("key" + label.toUtf8()),
                   sha256("payload")});
    }

    TestDatabase m_database;
    SqlConnection m_sql;
    QString m_secret; // of the key that was added last
};

} // namespace

void MigrationsTest::severalServersStartOnOneNewDatabase()
{
    for (int round = 0; round < 4; ++round) {
        const TestDatabase database;
        Servers servers(database);
        const QList<HttpAnswer> answers = servers.platforms();
        for (const HttpAnswer &answer : answers) {
            QVERIFY2(answer.status == 200, answer.body.constData());
            QCOMPARE(answer.json(), answers.first().json());
        }
        SqlConnection sql(database.url());
        QCOMPARE(sql.run(u"SELECT COUNT(*) FROM platforms"_s).toInt(), 1);
        QCOMPARE(sql.run(u"SELECT COUNT(*) FROM members"_s).toInt(), 1);
        QVERIFY(servers.end());
    }
}

void MigrationsTest::severalServersStartOnOneOldDatabase()
{
    for (int round = 0; round < 4; ++round) {
        OldDatabase old;
        const QString before = old.row(u"Zapier"_s);
        Servers servers(old.database());
        for (const HttpAnswer &answer : servers.platforms()) {
            QVERIFY2(answer.status == 200, answer.body.constData());
            QCOMPARE(answer.json()[u"items"_s][0][u"id"_s].toString(), platformId);
        }
        QCOMPARE(old.migratedRow(u"Zapier"_s), before);
        QCOMPARE(old.sql().run(u"SELECT SUM(calls) FROM key_calls"_s).toInt(), 12);
        QVERIFY(servers.end());
    }
}

void MigrationsTest::nothingIsLostFromTheFirstVersion()
{
    OldDatabase old;
    const QString first = old.row(u"Straße"_s);
    const QString second = old.row(u"Zapier"_s);
    QCOMPARE(first.count(u'|'), 15);
    QVERIFY(!first.contains(u"||"_s));
    ServerProcess server(old.database().url());
    QVERIFY(server.startWithoutParent());
    QCOMPARE(old.migratedRow(u"Straße"_s), first);
    QCOMPARE(old.migratedRow(u"Zapier"_s), second);
    const auto count = [&](const char *condition) {
        return old.sql().run(u"SELECT COUNT(*) FROM "_s + QString::fromUtf8(condition)).toInt();
    };
    QCOMPARE(count("api_keys"), 2);
    QCOMPARE(count("key_calls WHERE via = 'header' AND calls = 5"), 1);
    QCOMPARE(count("key_calls WHERE via = 'query' AND calls = 7"), 1);
    QCOMPARE(count("key_calls"), 2);
    QCOMPARE(count("platforms WHERE name = 'École' AND name_key = 'école'"), 1);
    QCOMPARE(count("members WHERE password_hash = '$argon2id$x'"), 1);
    QCOMPARE(count("members"), 2);
    QCOMPARE(count("memberships"), 2);
    QCOMPARE(count("users WHERE custom = '{\"shoe\":42}' AND primary_group_id IS NOT NULL"), 1);
}

void MigrationsTest::keysOfTheFirstVersionGoOnWorking()
{
    OldDatabase old;
    const auto token = old.addToken();
    ServerProcess server(old.database().url());
    QVERIFY(server.startWithoutParent());
    const auto status = [&] {
        return server.http()
            .send({.path = "/verify", .headers = keyHeaders(platformId, old.secret())})
            .status;
    };
    QCOMPARE(status(), 204);
    const QByteArray keys = "/admin/v1/platforms/" + platformId.toLatin1() + "/keys";
    const HttpAnswer list = server.http().send({.path = keys, .headers = {token}});
    QCOMPARE(list.status, 200);
    QCOMPARE(list.json()[u"used"_s].toInt(), 2);
    for (const QJsonValue key : list.json()[u"items"_s].toArray()) {
        const bool isUsed = key[u"label"_s] == u"Zapier"_s;
        QCOMPARE(key[u"callsLast24h"_s].toInt(), isUsed ? 8 : 0);
        QCOMPARE(key[u"lastUsedVia"_s].toString(), isUsed ? u"header"_s : u"query"_s);
    }
    const auto create = [&](const char *json) {
        return server.http().send(createRequest(platformId, token, newIdempotencyKey(), json));
    };
    QCOMPARE(create(R"({"label":"ZAPIER"})").problem(), u"label-taken"_s);
    QCOMPARE(create(R"({"label":"New"})").status, 201);
    QCOMPARE(server.http()
                 .send({.method = "DELETE",
                        .path = keys + '/' + OldDatabase::idOf(u"Zapier"_s).toLatin1(),
                        .headers = {token}})
                 .status,
             204);
    QCOMPARE(status(), 401);
    QCOMPARE(old.sql().run(u"SELECT COUNT(*) FROM key_calls"_s).toInt(), 0);
}

void MigrationsTest::aMigratedDatabaseIsLikeANewOne()
{
    ServerFixture fresh;
    QVERIFY(fresh.start());
    OldDatabase old;
    ServerProcess server(old.database().url());
    QVERIFY(server.start());
    const QStringList schema = schemaOf(fresh.data());
    QVERIFY(schema.size() > 25);
    QCOMPARE(schemaOf(old.sql()), schema);
}

void MigrationsTest::aStepThatFailsHalfWayHasChangedNothing()
{
    OldDatabase old;
    old.sql().run(
        u"CREATE TABLE path_sessions (id INTEGER)"_s); // which it wants to make at its end
    const QStringList schema = schemaOf(old.sql());
    const QString row = old.row(u"Zapier"_s);
    const QStringList serve{u"serve"_s, old.database().argument(), u"--listen=127.0.0.1:0"_s};
    for (int time = 0; time < 2; ++time) {
        const ProgramRun run = runProgram(serve);
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.errors.count('\n'), 1);
        QVERIFY2(run.errors.contains("path_sessions"), run.errors.constData());
        QCOMPARE(versionOf(old.sql()), 1);
        QCOMPARE(schemaOf(old.sql()), schema);
        QCOMPARE(old.row(u"Zapier"_s), row);
        QCOMPARE(old.sql().run(u"SELECT SUM(calls) FROM key_calls"_s).toInt(), 12);
    }
    old.sql().run(u"DROP TABLE path_sessions"_s);
    ServerProcess server(old.database().url());
    QVERIFY(server.startWithoutParent());
    QCOMPARE(old.migratedRow(u"Zapier"_s), row);
}

void MigrationsTest::aNewerDatabaseIsRefused()
{
    const TestDatabase database;
    const QStringList init{u"init"_s, database.argument(), u"--platform=P"_s,
                           u"--owner=a@example.org"_s};
    QCOMPARE(runProgram(init).exitCode, 0);
    SqlConnection sql(database.url());
    setVersion(sql, 1000);
    for (const QStringList &arguments :
         {init,
          QStringList{u"serve"_s, database.argument(), u"--listen=127.0.0.1:0"_s},
          {u"serve"_s, database.argument(), u"--listen=127.0.0.1:0"_s, u"--parent-pipe"_s}}) {
        const ProgramRun run = runProgram(arguments);
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.output.isEmpty());
        QCOMPARE(run.errors.count('\n'), 1);
        QVERIFY2(run.errors.contains("newer version"), run.errors.constData());
    }
    QCOMPARE(sql.run(u"SELECT COUNT(*) FROM platforms"_s).toInt(), 1);
}

void MigrationsTest::anotherProgramsDatabaseIsRefused()
{
    const TestDatabase database;
    SqlConnection sql(database.url());
    sql.run(u"CREATE TABLE songs (id INTEGER)"_s);
    for (const QStringList &arguments :
         {QStringList{u"init"_s, database.argument(), u"--platform=P"_s,
                      u"--owner=a@example.org"_s},
          {u"serve"_s, database.argument(), u"--listen=127.0.0.1:0"_s},
          {u"serve"_s, database.argument(), u"--listen=127.0.0.1:0"_s, u"--parent-pipe"_s}}) {
        const ProgramRun run = runProgram(arguments);
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.output.isEmpty());
        QCOMPARE(run.errors.count('\n'), 1);
        QVERIFY2(run.errors.contains("another program"), run.errors.constData());
    }
    QCOMPARE(sql.tables(), QStringList{u"songs"_s});
}

QTEST_GUILESS_MAIN(MigrationsTest)
#include "MigrationsTest.moc"
