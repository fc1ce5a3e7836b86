// SPDX-License-Identifier: Apache-2.0
// The limits of a connection, with the server's own classes and shorter limits than the program's.
#include "InProcessServer.h"

#include "server/http/Places.h"
#include "server/store/DatabaseError.h"

#include <QTest>

#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace keydesk::server;
using namespace std::chrono_literals;
using namespace keydesk::testing;

namespace {

asio::awaitable<Outcome<Response>> answerAfter(std::chrono::milliseconds delay)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, delay);
    co_await timer.async_wait(asio::use_awaitable);
    co_return Response::text("text/plain", "late");
}

Router makeRouter()
{
    Router router;
    router.add(http::verb::get, "/fast", Handler([](Request &) -> Outcome<Response> {
                   return Response::text("text/plain", "fast");
               }));
    router.add(http::verb::get, "/slow",
               WaitingHandler([](Request &) { return answerAfter(500ms); }));
    router.add(http::verb::get, "/never",
               WaitingHandler([](Request &) { return answerAfter(1h); }));
    router.add(http::verb::get, "/large", Handler([](Request &) -> Outcome<Response> {
                   return Response::text("text/plain", QByteArray(64 << 20, 'x'));
               }));
    router.add(http::verb::post, "/echo", Handler([](Request &request) -> Outcome<Response> {
                   Response response;
                   response.contentType = "text/plain";
                   response.body = std::move(request.body);
                   return response;
               }));
    router.add(http::verb::get, "/broken", Handler([](Request &) -> Outcome<Response> {
                   throw std::runtime_error("inner workings");
               }));
    router.add(http::verb::get, "/busy", Handler([](Request &) -> Outcome<Response> {
                   throw DatabaseError(DatabaseError::Kind::Busy, QStringLiteral("locked"));
               }));
    return router;
}

} // namespace

class ConnectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestThatDoesNotArriveIsTold_data();
    void aRequestThatDoesNotArriveIsTold();
    void aRequestThatDripsInIsTold_data();
    void aRequestThatDripsInIsTold();
    void aStreamThatFallsSilentIsTold();
    void aRequestMayComeInPieces();
    void anEndlessBodyIsCutOff();
    void anIdleConnectionIsClosed();
    void aConnectionServesManyRequests();
    void aClientThatDoesNotReadIsDropped();
    void tooManyConnectionsAreTurnedAway();
    void aNetworkOfIPv6IsOneClient();
    void aConnectionThatEndedMakesRoom();
    void tooManyRequestsInOneGoAreNotLost();
    void stoppingWaitsForAnswers();
    void stoppingDoesNotWaitForever();
    void clientsThatLeaveDoNoHarm();
    void whatBreaksIsNotTold();
    void aBusyDatabaseIsTold();
};

void ConnectionsTest::aRequestThatDoesNotArriveIsTold_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("a letter") << QByteArray("G");
    QTest::newRow("half a header") << QByteArray("GET /fast HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    QTest::newRow("no body") << QByteArray(
        "GET /fast HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\n");
    QTest::newRow("half a body") << QByteArray(
        "GET /fast HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\nab");
    QTest::newRow("half a chunk") << QByteArray(
        "GET /fast HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
    QTest::newRow("chunks with bare line feeds") << QByteArray(
        "GET /fast HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1\na\n0\n\n");
}

void ConnectionsTest::aRequestThatDoesNotArriveIsTold()
{
    QFETCH(QByteArray, begin);
    const InProcessServer server(makeRouter());
    QElapsedTimer timer;
    timer.start();
    const HttpAnswer answer = server.http().sendRaw(begin);
    QCOMPARE(answer.status, 408);
    QVERIFY(answer.closed);
    QVERIFY(timer.elapsed() >= 350 && timer.elapsed() < 2000);
}

void ConnectionsTest::aRequestThatDripsInIsTold_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("drop");
    const QByteArray post = "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    QTest::newRow("a header") << QByteArray("GET /fast HTTP/1.1\r\nX: ") << QByteArray("x");
    QTest::newRow("headers") << QByteArray("GET /fast HTTP/1.1\r\n") << QByteArray("X: y\r\n");
    QTest::newRow("a body") << post + "Content-Length: 60000\r\n\r\n" << QByteArray("x");
    QTest::newRow("chunks") << post + "Transfer-Encoding: chunked\r\n\r\n"
                            << QByteArray("1\r\nx\r\n");
}

void ConnectionsTest::aRequestThatDripsInIsTold()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, drop);
    const InProcessServer server(makeRouter());
    RawClient client(server.url());
    QElapsedTimer timer;
    timer.start();
    client.write(begin);
    while (client.state() == QAbstractSocket::ConnectedState && client.bytesAvailable() == 0 &&
           timer.elapsed() < 3000) {
        client.write(drop);
        client.waitForReadyRead(50);
    }
    QVERIFY(client.rest().startsWith("HTTP/1.1 408 "));
    QVERIFY(timer.elapsed() < 2500);
    QCOMPARE(server.http().send({.path = "/fast"}).status, 200);
}

// While bytes come all the time, what waits for them may not be waiting when its time is over.
void ConnectionsTest::aStreamThatFallsSilentIsTold()
{
    Limits limits = shortLimits();
    limits.bodyBytes = std::uint64_t{1} << 40;
    limits.connectionsPerAddress = limits.connections = 100;
    const InProcessServer server(makeRouter(), {.listen = {}, .limits = limits});
    const QByteArray chunks = ("1;" + QByteArray(2'000, 'x') + "\r\na\r\n").repeated(100);
    for (int round = 0; round < 5; ++round) {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 4; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.url()));
            clients.back()->write("POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                  "Transfer-Encoding: chunked\r\n\r\n");
        }
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 500) {
            for (const auto &client : clients) {
                if (client->bytesAvailable() > 0)
                    continue; // told already
                if (client->bytesToWrite() < chunks.size())
                    client->write(chunks);
                client->waitForBytesWritten(1);
            }
        }
        for (const auto &client : clients)
            QVERIFY(client->rest().startsWith("HTTP/1.1 408 "));
    }
}

void ConnectionsTest::aRequestMayComeInPieces()
{
    Limits limits = shortLimits();
    limits.request = 20s;
    const InProcessServer server(makeRouter(), {.listen = {}, .limits = limits});
    // The body looks like headers that go on in the next line, which only headers may not.
    const QByteArray body = "a: b\n c\r\n d\r\n\te";
    const QByteArray request = "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                               "Content-Length: " +
                               QByteArray::number(body.size()) + "\r\n\r\n" + body;
    for (qsizetype size = 1; size < request.size(); ++size) {
        RawClient client(server.url());
        client.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        client.write(request.first(size));
        client.flush();
        QTest::qWait(2);
        client.write(request.sliced(size));
        QCOMPARE(parseAnswer(client.rest()).body, body);
    }
}

void ConnectionsTest::anEndlessBodyIsCutOff()
{
    const InProcessServer server(makeRouter());
    RawClient client(server.url());
    client.write("POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, 'x') + "\r\n";
    int chunks = 0;
    for (; chunks < (1 << 14) && client.state() == QAbstractSocket::ConnectedState; ++chunks) {
        client.write(chunk);
        client.waitForBytesWritten(100);
    }
    QVERIFY(chunks < (1 << 14)); // 1 GB
    QVERIFY(client.rest().startsWith("HTTP/1.1 413 "));
    QCOMPARE(server.http().send({.path = "/fast"}).status, 200);
}

void ConnectionsTest::anIdleConnectionIsClosed()
{
    const InProcessServer server(makeRouter());
    RawClient silent(server.url());
    RawClient kept(server.url());
    kept.get("/fast");
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(silent.rest(), QByteArray());
    QVERIFY(kept.rest().endsWith("\r\n\r\nfast"));
    QCOMPARE(silent.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(kept.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(timer.elapsed() >= 500 && timer.elapsed() < 3000);
}

void ConnectionsTest::aConnectionServesManyRequests()
{
    const InProcessServer server(makeRouter());
    RawClient client(server.url());
    // Longer than each of the limits together, shorter for each request.
    for (int i = 0; i < 6; ++i) {
        client.get("/fast");
        QVERIFY(client.waitForReadyRead());
        QVERIFY(client.readAll().endsWith("fast"));
        QTest::qWait(250);
    }
    client.get("/slow"); // the time for an answer does not count
    QVERIFY(client.waitForReadyRead());
    QVERIFY(client.readAll().endsWith("late"));
}

void ConnectionsTest::aClientThatDoesNotReadIsDropped()
{
    const InProcessServer server(makeRouter());
    RawClient client(server.url());
    client.setReadBufferSize(1024);
    client.get("/large");
    QTest::qWait(1500);
    client.setReadBufferSize(0);
    const QByteArray got = client.rest();
    QCOMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(got.size() < (64 << 20));
}

void ConnectionsTest::tooManyConnectionsAreTurnedAway()
{
    const InProcessServer server(makeRouter());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.url()));
        clients.back()->get("/fast");
        QVERIFY(clients.back()->waitForReadyRead());
    }
    const HttpAnswer refused = server.http().sendRaw("");
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.closed);
    QVERIFY(refused.headers.contains("retry-after"));
    clients.front()->get("/fast"); // the others are still served
    QVERIFY(clients.front()->waitForReadyRead());
}

void ConnectionsTest::aNetworkOfIPv6IsOneClient()
{
    const auto address = [](const char *text) { return asio::ip::make_address(text); };
    Places places(5, 2);
    places.take(address("2001:db8:0:1::1"));
    places.take(address("2001:db8:0:1::2"));
    QVERIFY(!places.hasRoomFor(address("2001:db8:0:1:ffff::1")));
    QVERIFY(places.hasRoomFor(address("2001:db8:0:2::1")));
    places.take(address("192.0.2.1"));
    places.take(address("::ffff:192.0.2.1"));
    QVERIFY(!places.hasRoomFor(address("192.0.2.1")));
    QVERIFY(places.hasRoomFor(address("::ffff:192.0.2.2")));
    places.giveBack(address("2001:db8:0:1::2"));
    QVERIFY(places.hasRoomFor(address("2001:db8:0:1::3")));
    places.take(address("192.0.2.2"));
    places.take(address("192.0.2.3"));
    QVERIFY(!places.hasRoom() && !places.hasRoomFor(address("192.0.2.4")));
}

void ConnectionsTest::aConnectionThatEndedMakesRoom()
{
    const InProcessServer server(makeRouter());
    for (int i = 0; i < 30; ++i)
        QTRY_COMPARE(server.http().send({.path = "/fast"}).status, 200);
}

void ConnectionsTest::tooManyRequestsInOneGoAreNotLost()
{
    const InProcessServer server(makeRouter());
    RawClient client(server.url());
    QByteArray all;
    for (int i = 0; i < 200; ++i)
        all += "GET /fast HTTP/1.1\r\nHost: " + client.host() + "\r\n\r\n";
    client.write(all + "GET /fast HTTP/1.1\r\nHost: " + client.host() +
                 "\r\nConnection: close\r\n\r\n");
    QCOMPARE(client.rest().count("HTTP/1.1 200 OK"), 201);
}

void ConnectionsTest::stoppingWaitsForAnswers()
{
    InProcessServer server(makeRouter());
    RawClient waiting(server.url());
    RawClient idle(server.url());
    waiting.get("/slow");
    QTest::qWait(100);
    server.stop();
    QVERIFY(waiting.rest().endsWith("late"));
    QVERIFY(idle.rest().isEmpty());
    waiting.close();
    QTRY_VERIFY_WITH_TIMEOUT(server.hasStopped(), 2000);
    QTcpSocket late;
    late.connectToHost(server.url().host(), static_cast<quint16>(server.url().port()));
    QVERIFY(!late.waitForConnected(500));
}

void ConnectionsTest::stoppingDoesNotWaitForever()
{
    InProcessServer server(makeRouter());
    RawClient waiting(server.url());
    waiting.get("/never");
    QTest::qWait(100);
    QElapsedTimer timer;
    timer.start();
    server.stop();
    QTRY_VERIFY_WITH_TIMEOUT(server.hasStopped(), 4000);
    QVERIFY(timer.elapsed() >= 800);
    QVERIFY(waiting.rest().isEmpty());
}

void ConnectionsTest::clientsThatLeaveDoNoHarm()
{
    const InProcessServer server(makeRouter());
    for (int i = 0; i < 40; ++i) {
        RawClient client(server.url());
        if (i % 4 == 1)
            client.write("GET /fa");
        else if (i % 4 == 2)
            client.get("/slow");
        else if (i % 4 == 3)
            client.get("/large");
        client.waitForBytesWritten(100);
        client.abort();
    }
    QTest::qWait(700);
    QTRY_COMPARE(server.http().send({.path = "/fast"}).status, 200);
}

void ConnectionsTest::whatBreaksIsNotTold()
{
    const InProcessServer server(makeRouter());
    const HttpAnswer answer = server.http().send({.path = "/broken"});
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.problem(), QStringLiteral("internal-error"));
    QVERIFY(!answer.raw.contains("inner workings"));
    QCOMPARE(server.http().send({.path = "/fast"}).status, 200);
}

void ConnectionsTest::aBusyDatabaseIsTold()
{
    const InProcessServer server(makeRouter());
    const HttpAnswer answer = server.http().send({.path = "/busy"});
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.problem(), QStringLiteral("unavailable"));
    QVERIFY(answer.headers.contains("retry-after"));
}

QTEST_GUILESS_MAIN(ConnectionsTest)
#include "ConnectionsTest.moc"
