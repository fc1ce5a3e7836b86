// SPDX-License-Identifier: Apache-2.0
// What only a database server can do: not be there, go away, come back, and keep someone waiting.
#include "Integration.h"

#include <QProcess>
#include <QTest>

#include <array>
#include <atomic>
#include <future>
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
    void aConnectionThatIsMadeAgainIsNoNewsForTheLog();
    void theServerComesBackWithItsDatabase();
    void aStandbyIsLeftForThePrimary();
    void thePrimaryCanBeAskedFor();
    void whoeverWaitsForALockIsTold();
    void aMailThatIsGivenAwayInThisMomentIsTaken();
    void aGroupThatIsDeletedInThisMomentIsNotFound();
    void aMigrationMayTakeItsTime();
    void ofTwoInitsAtOnceWithOneOwnerTheOtherIsTold();
};

namespace {

/** How many statements wait for a lock; not to be asked in a transaction, which sees no news. */
int waiting(SqlConnection &observer)
{
    return observer
        .run(u"SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"_s
             u" AND wait_event_type = 'Lock'"_s)
        .toInt();
}

template <typename Work>
auto inBackground(Work work)
{
    return std::async(std::launch::async, std::move(work));
}

} // namespace

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
    // Also by whoever is the first to find out: nothing is lost that was not committed.
    QCOMPARE(fixture.verify(key.secret).status, 204);
    QCOMPARE(fixture.post(R"({"label":"After"})").status, 201);
    QCOMPARE(fixture.list().json()[u"used"_s].toInt(), 2);
}

void PostgresqlTest::aConnectionThatIsMadeAgainIsNoNewsForTheLog()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const MadeKey key = fixture.makeKey("Zapier");
    fixture.list();
    fixture.storage().cutConnections();
    QCOMPARE(fixture.verify(key.secret).status, 204);
    QCOMPARE(fixture.post(R"({"label":"After"})").status, 201);
    fixture.server().closeStdin();
    QCOMPARE(fixture.server().waitForExit(), 0);
    QCOMPARE(fixture.server().log(), QByteArray());
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

// A fail-over as it looks to a server: its connection can only read, and another one can write.
void PostgresqlTest::aStandbyIsLeftForThePrimary()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    fixture.storage().setWritable(false);
    fixture.storage().cutConnections();
    const HttpAnswer refused = fixture.post(R"({"label":"Zapier"})");
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.headers.contains("retry-after"));
    QCOMPARE(fixture.list().status, 200);
    fixture.storage().setWritable(true);
    QCOMPARE(fixture.post(R"({"label":"Zapier"})").status, 201);
    QCOMPARE(fixture.list().json()[u"used"_s].toInt(), 1);
}

void PostgresqlTest::thePrimaryCanBeAskedFor()
{
    const TestDatabase database;
    const QStringList init{u"init"_s, database.argument() + u"&target_session_attrs=read-write"_s,
                           u"--platform=P"_s, u"--owner=a@example.org"_s};
    database.setWritable(false);
    const ProgramRun refused = runProgram(init);
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains("cannot reach the database"), refused.errors.constData());
    database.setWritable(true);
    QCOMPARE(runProgram(init).exitCode, 0);
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

void PostgresqlTest::aMailThatIsGivenAwayInThisMomentIsTaken()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const Integration here = integration(fixture);
    QCOMPARE(here.post("/api/v1/users", R"({"mail":"before@example.org"})").status, 201);
    SqlConnection observer(fixture.database());
    const auto wish = R"({"mail":"wanted@example.org"})";
    for (const QByteArray method : {"PUT", "POST"}) {
        const QByteArray path =
            method == "PUT" ? "/api/v1/users/before@example.org" : "/api/v1/users";
        fixture.data().run(u"BEGIN"_s);
        fixture.data().addUser(fixture.platformId(), u"wanted@example.org"_s);
        auto answer = inBackground([&] { return here.send(method, path, wish); });
        QTRY_COMPARE(waiting(observer), 1);
        fixture.data().run(u"COMMIT"_s);
        QCOMPARE(answer.get().status, 409);
        QCOMPARE(here.remove("/api/v1/users/wanted@example.org").status, 204);
    }
    QCOMPARE(here.get("/api/v1/users/before@example.org").status, 200);
    QCOMPARE(fixture.server().log(), QByteArray());
}

void PostgresqlTest::aGroupThatIsDeletedInThisMomentIsNotFound()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const Integration here = integration(fixture);
    const QString group =
        here.post("/api/v1/groups", R"({"name":"Beginners"})").json()[u"_id"_s].toString();
    QCOMPARE(here.post("/api/v1/users", R"({"mail":"ada@example.org"})").status, 201);
    SqlConnection observer(fixture.database());
    fixture.data().run(u"BEGIN"_s);
    fixture.data().run(u"DELETE FROM user_groups WHERE id = ?"_s, {group});
    auto answer = inBackground([&] {
        return here.put("/api/v1/groups/" + group.toLatin1() + "/users/ada@example.org", "{}");
    });
    QTRY_COMPARE(waiting(observer), 1);
    fixture.data().run(u"COMMIT"_s);
    QCOMPARE(answer.get().status, 404);
    QCOMPARE(fixture.server().log(), QByteArray());
}

// Longer than any other statement may take, and than anybody else may wait for a lock.
void PostgresqlTest::aMigrationMayTakeItsTime()
{
    const TestDatabase database;
    SqlConnection other(database.url());
    other.run(u"BEGIN"_s);
    other.run(u"CREATE TABLE platforms (id INTEGER)"_s); // which a migration wants to make
    std::array<QProcess, 2> programs;
    int number = 0;
    for (QProcess &program : programs) {
        program.start(ServerProcess::program(), {u"init"_s, database.argument(), u"--platform=P"_s,
                                                 u"--owner=owner%1@example.org"_s.arg(++number)});
        program.closeWriteChannel();
    }
    const auto waiting = [sql = std::make_unique<SqlConnection>(database.url())] {
        return sql
            ->run(u"SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"_s
                  u" AND wait_event_type = 'Lock' AND now() - query_start > interval '11 s'"_s)
            .toInt();
    };
    QTRY_COMPARE_WITH_TIMEOUT(waiting(), 2, 30'000);
    other.run(u"ROLLBACK"_s);
    for (QProcess &program : programs) {
        QVERIFY(program.waitForFinished());
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError());
    }
    QCOMPARE(other.run(u"SELECT COUNT(*) FROM platforms"_s).toInt(), 2);
}

void PostgresqlTest::ofTwoInitsAtOnceWithOneOwnerTheOtherIsTold()
{
    const TestDatabase database;
    const auto init = [&](const QString &owner) {
        return runProgram(
            {u"init"_s, database.argument(), u"--platform=P"_s, u"--owner="_s + owner}, "secret");
    };
    QCOMPARE(init(u"first@example.org"_s).exitCode, 0); // there is a schema now
    SqlConnection holder(database.url());
    SqlConnection observer(database.url());
    holder.run(u"BEGIN"_s);
    holder.run(u"LOCK TABLE members IN SHARE MODE"_s); // which can be read, and not written
    auto one = inBackground([&] { return init(u"ada@example.org"_s); });
    auto other = inBackground([&] { return init(u"Ada@Example.org"_s); });
    QTRY_COMPARE(waiting(observer), 2); // neither has found the member
    holder.run(u"COMMIT"_s);
    const std::array runs{one.get(), other.get()};
    const auto &failed = runs[0].exitCode == 0 ? runs[1] : runs[0];
    const auto &made = runs[0].exitCode == 0 ? runs[0] : runs[1];
    QCOMPARE(made.exitCode, 0);
    QCOMPARE(made.errors, QByteArray());
    QCOMPARE(failed.exitCode, 1);
    QCOMPARE(failed.output, QByteArray());
    QCOMPARE(failed.errors.count('\n'), 1);
    QVERIFY2(failed.errors.contains("the owner is a member already"), failed.errors.constData());
    QCOMPARE(observer.run(u"SELECT COUNT(*) FROM members"_s).toInt(), 2);
    QCOMPARE(observer.run(u"SELECT COUNT(*) FROM platforms"_s).toInt(), 2);
}

QTEST_GUILESS_MAIN(PostgresqlTest)
#include "PostgresqlTest.moc"
