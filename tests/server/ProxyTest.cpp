// SPDX-License-Identifier: Apache-2.0
// What the server believes about where a request comes from, and what it tells about its time.
#include "InProcessServer.h"

#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QTest>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace keydesk::server;
using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

Router peerRouter()
{
    Router router;
    router.add(http::verb::get, "/peer", Handler([](Request &request) -> Outcome<Response> {
                   return Response::text("text/plain", QByteArrayView(request.peer));
               }));
    return router;
}

HttpServerOptions behind(const std::vector<const char *> &proxies)
{
    std::vector<asio::ip::address> addresses;
    for (const char *proxy : proxies)
        addresses.push_back(asio::ip::make_address(proxy));
    return {.listen = {}, .limits = shortLimits(), .proxies = TrustedProxies(addresses)};
}

} // namespace

class ProxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTrustedProxySaysWhoAsks_data();
    void aTrustedProxySaysWhoAsks();
    void nobodyElseIsBelieved();
    void manyClientsMayComeThroughAProxy();
    void proxiesAreGivenByAddress();
    void timesAreToldWhenAskedFor();
    void theProgramDoesBoth();
};

void ProxyTest::aTrustedProxySaysWhoAsks_data()
{
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::addColumn<QByteArray>("peer");
    using Lines = QList<QByteArray>;
    const QByteArray itself = "127.0.0.1";
    QTest::newRow("nothing") << Lines{} << itself;
    QTest::newRow("one") << Lines{"192.0.2.1"} << QByteArray("192.0.2.1");
    QTest::newRow("the last") << Lines{"6.6.6.6, 192.0.2.1"} << QByteArray("192.0.2.1");
    QTest::newRow("the last that is no proxy")
        << Lines{"6.6.6.6,192.0.2.1 , 10.0.0.1,127.0.0.1"} << QByteArray("192.0.2.1");
    QTest::newRow("two lines") << Lines{"6.6.6.6", "192.0.2.1, 10.0.0.1"}
                               << QByteArray("192.0.2.1");
    QTest::newRow("IPv6") << Lines{"2001:DB8::1"} << QByteArray("2001:db8::1");
    QTest::newRow("IPv4 in IPv6") << Lines{"::ffff:192.0.2.1"} << QByteArray("192.0.2.1");
    QTest::newRow("a proxy as IPv4 in IPv6")
        << Lines{"192.0.2.1, ::ffff:10.0.0.1"} << QByteArray("192.0.2.1");
    QTest::newRow("proxies only") << Lines{"10.0.0.1"} << itself;
    QTest::newRow("no address") << Lines{"192.0.2.1, unknown"} << itself;
    QTest::newRow("an empty entry") << Lines{"192.0.2.1,"} << itself;
    QTest::newRow("a name") << Lines{"localhost"} << itself;
    QTest::newRow("too many numbers") << Lines{"1.2.3.4.5"} << itself;
    QTest::newRow("a zone") << Lines{"fe80::1%eth0"} << itself;
    QTest::newRow("before what is no address")
        << Lines{"unknown, 192.0.2.1"} << QByteArray("192.0.2.1");
}

void ProxyTest::aTrustedProxySaysWhoAsks()
{
    QFETCH(QList<QByteArray>, lines);
    QFETCH(QByteArray, peer);
    const InProcessServer server(peerRouter(), behind({"127.0.0.1", "10.0.0.1"}));
    HttpRequest request{.path = "/peer"};
    for (const QByteArray &line : lines)
        request.headers.append({"X-Forwarded-For", line});
    QCOMPARE(server.http().send(request).body, peer);
}

void ProxyTest::nobodyElseIsBelieved()
{
    const HttpRequest request{.path = "/peer", .headers = {{"X-Forwarded-For", "192.0.2.1"}}};
    const InProcessServer alone(peerRouter());
    QCOMPARE(alone.http().send(request).body, QByteArray("127.0.0.1"));
    const InProcessServer other(peerRouter(), behind({"10.0.0.1"}));
    QCOMPARE(other.http().send(request).body, QByteArray("127.0.0.1"));
}

void ProxyTest::manyClientsMayComeThroughAProxy()
{
    const InProcessServer server(peerRouter(), behind({"127.0.0.1"}));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 6; ++i) { // 4 may come from one address, 6 in all
        clients.push_back(std::make_unique<RawClient>(server.url()));
        clients.back()->get("/peer");
        QVERIFY(clients.back()->until("127.0.0.1").startsWith("HTTP/1.1 200"));
    }
    QCOMPARE(server.http().send({.path = "/peer"}).status, 503);
}

void ProxyTest::proxiesAreGivenByAddress()
{
    const ProgramRun run = runProgram({u"serve"_s, u"--database"_s, u"sqlite:/nothing"_s,
                                       u"--trusted-proxy"_s, u"proxy.example"_s});
    QCOMPARE(run.exitCode, 2);
    QVERIFY(run.errors.contains("--trusted-proxy must be an IP address"));
}

void ProxyTest::timesAreToldWhenAskedFor()
{
    const InProcessServer silent(peerRouter());
    QVERIFY(!silent.http().send({.path = "/peer"}).headers.contains("server-timing"));
    const InProcessServer telling(peerRouter(),
                                  {.listen = {}, .limits = shortLimits(), .serverTiming = true});
    const HttpAnswer answer = telling.http().send({.path = "/peer"});
    const QByteArray timing = answer.headers.value("server-timing");
    QVERIFY2(timing.startsWith("total;dur="), timing);
    bool isNumber = false;
    const double milliseconds = timing.sliced(10).toDouble(&isNumber);
    QVERIFY(isNumber && milliseconds >= 0 && milliseconds < 10'000);
}

void ProxyTest::theProgramDoesBoth()
{
    ServerFixture fixture;
    QVERIFY(fixture.start({u"--trusted-proxy"_s, u"127.0.0.1"_s, u"--server-timing"_s}));
    Headers headers = keyHeaders(fixture.platformId(), fixture.makeKey("Key").secret);
    headers.emplaceBack("X-Forwarded-For", "6.6.6.6, 192.0.2.1");
    const HttpAnswer verified = fixture.http().send({.path = "/verify", .headers = headers});
    QCOMPARE(verified.status, 204);
    QVERIFY(verified.headers.contains("server-timing"));
    const auto usedFrom = [&fixture] {
        const QJsonArray keys = fixture.list().json()[u"items"_s].toArray();
        return keys.first()[u"lastUsedFrom"_s].toString();
    };
    QTRY_COMPARE(usedFrom(), u"192.0.2.1"_s);
}

QTEST_GUILESS_MAIN(ProxyTest)
#include "ProxyTest.moc"
