// SPDX-License-Identifier: Apache-2.0
// What has had its time is removed, step by step.
#include "support/ServerProcess.h"
#include "support/TestData.h"
#include "support/TestDatabase.h"

#include "server/store/Cleanup.h"

#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace asio = boost::asio;
using namespace keydesk::testing;
using namespace Qt::StringLiterals;
using keydesk::server::Cleanup;
using keydesk::server::Database;
using keydesk::server::DatabaseUrl;
using keydesk::server::Statement;
using keydesk::server::Store;

namespace {

constexpr qint64 now = 1'700'000'000'000;
constexpr qint64 hour = 3'600'000;

} // namespace

class CleanupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatHasHadItsTimeIsRemovedAndNothingElse();
    void whoWritesMeanwhileWaitsForOneStepOnly();

private:
    QString number(int width) const;
    QString bytes() const;
    void addRows(int count, const QString &table, const QString &values);
    void addKeys(int count);
    void addRecent();
    qint64 count(const QString &what)
    {
        return m_data->run(u"SELECT COUNT(*) FROM "_s + what).toLongLong();
    }
    Store store() const
    {
        return {*DatabaseUrl::parse(m_database->url()), [] { return now; }};
    }

    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<TestData> m_data;
    QString m_platform;
    QString m_member;
};

void CleanupTest::init()
{
    m_database = std::make_unique<TestDatabase>();
    const ProgramRun init = runProgram(
        {u"init"_s, m_database->argument(), u"--platform=P"_s, u"--owner=a@example.org"_s});
    QCOMPARE(init.exitCode, 0);
    m_platform = QString::fromLatin1(init.output.trimmed());
    m_data = std::make_unique<TestData>(m_database->url());
    m_member = m_data->run(u"SELECT id FROM members"_s).toString();
}

void CleanupTest::cleanup()
{
    m_data.reset();
    m_database.reset();
}

/** SQL for the text of the number i. */
QString CleanupTest::number(int width) const
{
    return TestDatabase::kind() == TestDatabase::Kind::Sqlite
               ? u"substr('%1' || i, -%2)"_s.arg(QString(width, u'0')).arg(width)
               : u"lpad(CAST(i AS TEXT), %1, '0')"_s.arg(width);
}

/** The same for 32 bytes. */
QString CleanupTest::bytes() const
{
    const QString sql = TestDatabase::kind() == TestDatabase::Kind::Sqlite
                            ? u"CAST(%1 AS BLOB)"_s
                            : u"convert_to(%1, 'UTF8')"_s;
    return sql.arg(number(32));
}

void CleanupTest::addRows(int count, const QString &table, const QString &values)
{
    m_data->run(u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1)"_s
                u" INSERT INTO %2 SELECT %3 FROM n"_s.arg(QString::number(count), table, values));
}

void CleanupTest::addKeys(int count)
{
    addRows(count,
            u"api_keys (id, platform_id, secret_sha256, state, created_at, created_by, label,"_s
            u" label_key, hint, salt, idempotency_sha256, payload_sha256)"_s,
            u"%1, '%2', %3, 'active', i, '%4', %1, %1, '', %3, %3, %3"_s.arg(number(24), m_platform,
                                                                             bytes(), m_member));
}

/** One row in each table that is not too old. */
void CleanupTest::addRecent()
{
    const QByteArray other = QByteArray(32, '9');
    m_data->run(u"UPDATE api_keys SET created_at = ? WHERE id = (SELECT MIN(id) FROM api_keys)"_s,
                {now - hour});
    m_data->run(u"INSERT INTO access_tokens (token_sha256, member_id, expires_at)"_s
                u" VALUES (?, ?, ?)"_s,
                {other, m_member, now + 1});
    m_data->run(u"INSERT INTO sessions (id, member_id, created_at, created_from, expires_at)"_s
                u" VALUES ('recent', ?, 0, '', ?)"_s,
                {m_member, now + 1});
    m_data->run(u"INSERT INTO sign_in_failures VALUES (?, ?)"_s, {other, now - 1});
    m_data->run(u"INSERT INTO used_nonces VALUES (?, ?)"_s, {other, now + 1});
    m_data->run(u"UPDATE key_calls SET hour = ? WHERE hour = 1"_s, {now / hour});
}

void CleanupTest::whatHasHadItsTimeIsRemovedAndNothingElse()
{
    constexpr int many = 5002;
    addKeys(many);
    addRows(many, u"access_tokens (token_sha256, member_id, expires_at)"_s,
            u"%1, '%2', i"_s.arg(bytes(), m_member));
    addRows(many, u"sessions (id, member_id, created_at, created_from, expires_at)"_s,
            u"%1, '%2', 0, '', i"_s.arg(number(24), m_member));
    addRows(many, u"refresh_tokens"_s, u"%1, %2, 0"_s.arg(bytes(), number(24)));
    addRows(many, u"sign_in_failures"_s, u"%1, i / 2"_s.arg(bytes()));
    addRows(many, u"used_nonces"_s, u"%1, i"_s.arg(bytes()));
    addRows(many, u"key_calls"_s,
            u"'%1', (SELECT MIN(id) FROM api_keys), i, 'token', 1, 0"_s.arg(m_platform));
    addRecent();
    asio::io_context context;
    Store data = store();
    Cleanup cleanup(data);
    std::exception_ptr failure;
    asio::co_spawn(context, cleanup.run(),
                   [&](const std::exception_ptr &thrown) { failure = thrown; });
    context.run();
    QVERIFY(!failure);
    QCOMPARE(count(u"api_keys"_s), many);
    QCOMPARE(count(u"api_keys WHERE salt IS NOT NULL"_s), 1);
    QCOMPARE(count(u"access_tokens"_s), 1);
    QCOMPARE(count(u"sessions"_s), 1);
    QCOMPARE(count(u"refresh_tokens"_s), 0);
    QCOMPARE(count(u"sign_in_failures"_s), 1);
    QCOMPARE(count(u"used_nonces"_s), 1);
    QCOMPARE(count(u"key_calls"_s), 1);
}

void CleanupTest::whoWritesMeanwhileWaitsForOneStepOnly()
{
    constexpr int many = 12'000;
    addKeys(many);
    asio::io_context context;
    Store data = store();
    Cleanup cleanup(data);
    qint64 seen = -1;
    asio::co_spawn(context, cleanup.run(), [](const std::exception_ptr &) {});
    asio::co_spawn(context, data.write([](Database &database) {
        Statement salts =
            database.prepare(u"SELECT COUNT(*) FROM api_keys WHERE salt IS NOT NULL"_s);
        salts.run();
        return salts.next() ? salts.integer(0) : -1;
    }),
                   [&](const std::exception_ptr &, qint64 salts) { seen = salts; });
    context.run();
    QVERIFY2(seen > 0 && seen < many, QByteArray::number(seen));
    QCOMPARE(count(u"api_keys WHERE salt IS NOT NULL"_s), 0);
}

QTEST_GUILESS_MAIN(CleanupTest)
#include "CleanupTest.moc"
