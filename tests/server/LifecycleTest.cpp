// SPDX-License-Identifier: Apache-2.0
// How the server begins and ends: with its parent, and by a signal.
#include "support/ServerFixture.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class LifecycleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServerEndsWithItsParentsPipe();
    void theServerEndsWhenItsParentIsKilled();
    void theOwnerTokenIsGoodForThisRunOnly();
    void theLocalOwnerStaysTheSame();
    void stoppingFinishesTheRequestThatHasBegun_data();
    void stoppingFinishesTheRequestThatHasBegun();
    void aSignalToReadFilesAgainEndsNothing();
    void stoppingDoesNotWaitForIdleClients();
    void aServerThatIsKilledLosesNothingThatItAnswered();
    void aServiceLogsRequestsAndNeedsNoStdin();
    void publicNamesAreAnsweredTo();
    void ipv6LoopbackCanBeListenedOn();
};

namespace {

bool answers(const QUrl &url)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    return socket.waitForConnected(1000);
}

} // namespace

void LifecycleTest::theServerEndsWithItsParentsPipe()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    QElapsedTimer timer;
    timer.start();
    fixture.server().closeStdin();
    QCOMPARE(fixture.server().waitForExit(), 0);
    QVERIFY(timer.elapsed() < 5000);
}

void LifecycleTest::theServerEndsWhenItsParentIsKilled()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(u"pipe"_s);
    const TestDatabase database;
    // The shell holds the only writing end of the server's stdin.
    const QString script = u"mkfifo '%1'; '%2' serve '%3' --listen 127.0.0.1:0 "
                           u"--parent-pipe <'%1' & exec 4>'%1'; wait"_s.arg(
                               pipe, ServerProcess::program(), database.argument());
    QProcess parent;
    parent.start(u"/bin/sh"_s, {u"-c"_s, script});
    QTRY_VERIFY_WITH_TIMEOUT(parent.canReadLine(), 15'000);
    const QUrl url(QJsonDocument::fromJson(parent.readLine()).object()[u"listening"_s].toString());
    QVERIFY(answers(url));
    ::kill(static_cast<pid_t>(parent.processId()), SIGKILL);
    QVERIFY(parent.waitForFinished());
    QTRY_VERIFY_WITH_TIMEOUT(!answers(url), 10'000);
}

void LifecycleTest::theOwnerTokenIsGoodForThisRunOnly()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const auto old = fixture.owner();
    QCOMPARE(old.second.size(), 7 + 43);
    QVERIFY(fixture.restart());
    QVERIFY(fixture.owner().second != old.second);
    QCOMPARE(fixture.http().send({.path = "/admin/v1/me", .headers = {old}}).status, 401);
    ServerProcess second(fixture.database());
    QVERIFY(second.start());
    QCOMPARE(second.http().send({.path = "/admin/v1/me", .headers = {fixture.owner()}}).status,
             401);
}

void LifecycleTest::theLocalOwnerStaysTheSame()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const auto me = [&] {
        return fixture.http().send({.path = "/admin/v1/me", .headers = {fixture.owner()}}).json();
    };
    const QJsonObject before = me();
    const QString platform = fixture.platformId();
    QVERIFY(fixture.restart());
    QCOMPARE(me(), before);
    QCOMPARE(fixture.platformId(), platform);
}

void LifecycleTest::stoppingFinishesTheRequestThatHasBegun_data()
{
    QTest::addColumn<bool>("parentEnds");
    QTest::newRow("a signal") << false;
    QTest::newRow("a signal, and the end of the parent, as when a session ends") << true;
}

void LifecycleTest::stoppingFinishesTheRequestThatHasBegun()
{
    QFETCH(bool, parentEnds);
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const QByteArray request = fixture.http().bytesOf(createRequest(
        fixture.platformId(), fixture.owner(), newIdempotencyKey(), R"({"label":"Late"})"));
    QTcpSocket socket;
    const QUrl url = fixture.server().baseUrl();
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QVERIFY(socket.waitForConnected());
    socket.write(request.chopped(5));
    QVERIFY(socket.waitForBytesWritten());
    QTest::qWait(200);
    fixture.server().terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!answers(url), 5000);
    if (parentEnds) {
        fixture.server().closeStdin();
        QTest::qWait(200);
    }
    socket.write(request.last(5));
    QByteArray raw;
    while (socket.waitForReadyRead(5000))
        raw += socket.readAll();
    const HttpAnswer answer = parseAnswer(raw);
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.headers.value("connection"), QByteArray("close"));
    socket.close();
    QCOMPARE(fixture.server().waitForExit(), 0);
    QVERIFY(fixture.start());
    QCOMPARE(fixture.list().json()[u"used"_s].toInt(), 1);
}

// systemctl reload sends it to every server, also to one without TLS.
void LifecycleTest::aSignalToReadFilesAgainEndsNothing()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    for (int i = 0; i < 3; ++i)
        ::kill(static_cast<pid_t>(fixture.server().process().processId()), SIGHUP);
    QTest::qWait(200);
    QCOMPARE(fixture.http().send({.path = "/healthz"}).status, 200);
    fixture.server().terminate();
    QCOMPARE(fixture.server().waitForExit(), 0);
}

void LifecycleTest::stoppingDoesNotWaitForIdleClients()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const QUrl url = fixture.server().baseUrl();
    QTcpSocket silent;
    QTcpSocket kept;
    for (QTcpSocket *socket : {&silent, &kept}) {
        socket->connectToHost(url.host(), static_cast<quint16>(url.port()));
        QVERIFY(socket->waitForConnected());
    }
    kept.write("GET /healthz HTTP/1.1\r\nHost: " + fixture.http().host() + "\r\n\r\n");
    QVERIFY(kept.waitForReadyRead());
    QElapsedTimer timer;
    timer.start();
    fixture.server().terminate();
    QCOMPARE(fixture.server().waitForExit(), 0);
    QVERIFY(timer.elapsed() < 1500);
}

void LifecycleTest::aServerThatIsKilledLosesNothingThatItAnswered()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const MadeKey kept = fixture.makeKey("Kept");
    const MadeKey revoked = fixture.makeKey("Revoked");
    fixture.http().send({.method = "DELETE",
                         .path = fixture.keysPath() + '/' + revoked.id.toLatin1(),
                         .headers = {fixture.owner()}});
    fixture.server().process().kill();
    QVERIFY(fixture.server().process().waitForFinished());
    QVERIFY(fixture.start());
    QCOMPARE(fixture.verify(kept.secret).status, 204);
    QCOMPARE(fixture.verify(revoked.secret).status, 401);
}

void LifecycleTest::aServiceLogsRequestsAndNeedsNoStdin()
{
    const TestDatabase database;
    QCOMPARE(
        runProgram({u"init"_s, database.argument(), u"--platform=P"_s, u"--owner=a@example.org"_s})
            .exitCode,
        0);
    ServerProcess server(database.url());
    QVERIFY(server.startWithoutParent());
    QVERIFY(server.ownerToken().isEmpty());
    server.closeStdin();
    QTest::qWait(100);
    QCOMPARE(server.http().send({.path = "/problems/not-found?x=y"}).status, 200);
    server.terminate();
    QCOMPARE(server.waitForExit(), 0);
    const QJsonObject line = QJsonDocument::fromJson(server.log()).object();
    QCOMPARE(line[u"method"_s].toString(), u"GET"_s);
    QCOMPARE(line[u"route"_s].toString(), u"/problems/{slug}"_s);
    QCOMPARE(line[u"status"_s].toInt(), 200);
    QVERIFY(line[u"ms"_s].isDouble());
    QVERIFY(!line[u"id"_s].toString().isEmpty());
}

void LifecycleTest::publicNamesAreAnsweredTo()
{
    const TestDatabase database;
    ServerProcess server(database.url());
    QVERIFY(
        server.start({u"--public-host"_s, u"keys.example.org"_s, u"--public-host=b.example"_s}));
    const auto status = [&](const QByteArray &host) {
        return server.http()
            .sendRaw("GET /healthz HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n")
            .status;
    };
    QCOMPARE(status("keys.example.org"), 200);
    QCOMPARE(status("b.example:443"), 200);
    QCOMPARE(status("localhost"), 200);
    QCOMPARE(status("c.example"), 421);
}

void LifecycleTest::ipv6LoopbackCanBeListenedOn()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6))
        return; // a computer without IPv6
    const TestDatabase database;
    QProcess process;
    process.start(ServerProcess::program(),
                  {u"serve"_s, database.argument(), u"--listen=[::1]:0"_s, u"--parent-pipe"_s});
    QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 15'000);
    const QUrl url(QJsonDocument::fromJson(process.readLine()).object()[u"listening"_s].toString());
    QCOMPARE(url.host(), u"::1"_s);
    QCOMPARE(HttpClient(url).send({.path = "/healthz"}).status, 200);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
}

QTEST_GUILESS_MAIN(LifecycleTest)
#include "LifecycleTest.moc"
