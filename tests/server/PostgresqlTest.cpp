// SPDX-License-Identifier: Apache-2.0
// What only a database server can do: not be there, go away, come back, and keep someone waiting.
#include "support/ServerFixture.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class PostgresqlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServerKeyMustBeGiven();
    void aPasswordInTheUrlIsRefused();
    void whatCannotBeReachedIsOneLineAndExitCode1_data();
    void whatCannotBeReachedIsOneLineAndExitCode1();
    void lostConnectionsAreMadeAgain();
    void theServerComesBackWithItsDatabase();
    void whoeverWaitsForALockIsTold();
};

void PostgresqlTest::theServerKeyMustBeGiven()
{
    const TestDatabase database;
    ServerProcess server(database.url());
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"KEYDESK_SERVER_KEY"_s);
    server.process().setProcessEnvironment(environment);
    QVERIFY(!server.start());
    QCOMPARE(server.waitForExit(), 1);
    const QByteArray log = server.log();
    QCOMPARE(log.count('\n'), 1);
    QVERIFY2(log.contains("KEYDESK_SERVER_KEY"), log.constData());
}

void PostgresqlTest::aPasswordInTheUrlIsRefused()
{
    for (const QString &url : {u"postgresql://me:geheim@localhost/keydesk"_s,
                               u"postgresql://me@localhost/keydesk?password=geheim"_s}) {
        const ProgramRun run = runProgram({u"serve"_s, u"--database"_s, url});
        QCOMPARE(run.exitCode, 2);
        QCOMPARE(run.errors.count('\n'), 1);
        QVERIFY(!run.errors.contains("geheim"));
    }
}

void PostgresqlTest::whatCannotBeReachedIsOneLineAndExitCode1_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("no such database") << u"@/keydesk_"_s << u"@/nothing_"_s;
    QTest::newRow("no such role") << u"//keydesk@"_s << u"//nobody-we-know@"_s;
    QTest::newRow("no server in the folder") << u"host=/"_s << u"host=/no/folder/"_s;
    QTest::newRow("no server at the port") << u"port=5432"_s << u"port=1"_s;
}

void PostgresqlTest::whatCannotBeReachedIsOneLineAndExitCode1()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    const TestDatabase database;
    QVERIFY(database.url().contains(from));
    const QString url = QString(database.url()).replace(from, to);
    const ProgramRun run = runProgram(
        {u"serve"_s, u"--database="_s + url, u"--listen=127.0.0.1:0"_s, u"--parent-pipe"_s});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.output.isEmpty());
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY2(run.errors.contains("cannot reach the database"), run.errors.constData());
}

void PostgresqlTest::lostConnectionsAreMadeAgain()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const MadeKey key = fixture.makeKey("Zapier");
    fixture.storage().cutConnections();
    // Whoever comes first may be told that it did not work, but not that the key is wrong.
    const int status = fixture.verify(key.secret).status;
    QVERIFY2(status == 204 || status == 503, QByteArray::number(status).constData());
    QTRY_COMPARE(fixture.verify(key.secret).status, 204);
    const auto idempotencyKey = newIdempotencyKey();
    const auto create = [&] {
        return fixture.http().send(createRequest(fixture.platformId(), fixture.owner(),
                                                 idempotencyKey, R"({"label":"After"})"));
    };
    QTRY_COMPARE(create().status, 201);
    QCOMPARE(fixture.list().json()[u"used"_s].toInt(), 2);
}

void PostgresqlTest::theServerComesBackWithItsDatabase()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const MadeKey key = fixture.makeKey("Zapier");
    fixture.storage().setReachable(false);
    fixture.storage().cutConnections();
    const auto status = [&](const QByteArray &path) {
        return fixture.http().send({.path = path, .headers = {fixture.owner()}}).status;
    };
    const HttpRequest create = createRequest(fixture.platformId(), fixture.owner(),
                                             newIdempotencyKey(), R"({"label":"Repeated"})");
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(fixture.verify(key.secret).status, 503);
        QCOMPARE(status("/readyz"), 503);
        QCOMPARE(status("/healthz"), 200);
        const HttpAnswer list = fixture.list();
        QCOMPARE(list.problem(), u"unavailable"_s);
        QVERIFY(list.headers.contains("retry-after"));
        QCOMPARE(fixture.http().send(create).status, 503);
    }
    fixture.storage().setReachable(true);
    QTRY_COMPARE_WITH_TIMEOUT(status("/readyz"), 200, 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.verify(key.secret).status, 204, 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.http().send(create).status, 201, 15'000);
    QCOMPARE(fixture.list().json()[u"used"_s].toInt(), 2);
}

void PostgresqlTest::whoeverWaitsForALockIsTold()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const MadeKey key = fixture.makeKey("Used");
    const HttpRequest create = createRequest(fixture.platformId(), fixture.owner(),
                                             newIdempotencyKey(), R"({"label":"Zapier"})");
    fixture.data().run(u"BEGIN"_s);
    fixture.data().run(u"SELECT id FROM platforms FOR UPDATE"_s);
    HttpAnswer refused;
    std::atomic<bool> isRefused = false;
    std::thread thread([&] {
        refused = fixture.http().send(create);
        isRefused = true;
    });
    const bool isWaiting = QTest::qWaitFor([&] {
        return fixture.data()
                   .run(u"SELECT COUNT(*) FROM pg_locks WHERE NOT granted"_s
                        u" AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"_s)
                   .toInt() > 0;
    });
    // The use of the key cannot be written behind it, which is no reason not to show the list.
    const int verified = fixture.verify(key.secret).status;
    const HttpAnswer list = fixture.list();
    const HttpAnswer usage = fixture.ask("GET", "/keys/" + key.id.toLatin1() + "/usage");
    const HttpAnswer health = fixture.http().send({.path = "/healthz"});
    const bool isBefore = !isRefused;
    thread.join();
    QVERIFY(isWaiting);
    QCOMPARE(verified, 204);
    QCOMPARE(list.status, 200);
    QCOMPARE(usage.status, 200);
    QCOMPARE(health.status, 200);
    QVERIFY(isBefore);
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.headers.contains("retry-after"));
    fixture.data().run(u"ROLLBACK"_s);
    QCOMPARE(fixture.http().send(create).status, 201);
    QCOMPARE(fixture.list().json()[u"used"_s].toInt(), 2);
    QTRY_COMPARE(fixture.listed(key.id)[u"callsLast24h"_s].toInt(), 1);
}

QTEST_GUILESS_MAIN(PostgresqlTest)
#include "PostgresqlTest.moc"
