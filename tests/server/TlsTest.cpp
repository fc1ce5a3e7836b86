// SPDX-License-Identifier: Apache-2.0
// What a client can rely on when the server encrypts: with the real program, and with the server's
// own classes where shorter limits are needed.
#include "InProcessServer.h"

#include "support/ServerProcess.h"
#include "support/TestCertificate.h"

#include <QJsonDocument>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace keydesk::server;
using namespace keydesk::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/** Sends "x" without an end until it is stopped. */
class SlowEvents : public EventStream
{
public:
    asio::awaitable<Bytes> next() override
    {
        asio::steady_timer timer(co_await asio::this_coro::executor, 20ms);
        co_await timer.async_wait(asio::use_awaitable);
        co_return m_stopped ? Bytes() : Bytes("x");
    }
    void stop() override { m_stopped = true; }

private:
    bool m_stopped = false;
};

Router makeRouter()
{
    Router router;
    router.add(http::verb::get, "/fast", Handler([](Request &) -> Outcome<Response> {
                   return Response::text("text/plain", "fast");
               }));
    router.add(http::verb::post, "/echo", Handler([](Request &request) -> Outcome<Response> {
                   return Response::text("text/plain",
                                         QByteArrayView(request.body.data(),
                                                        qsizetype(request.body.size())));
               }));
    router.add(http::verb::get, "/peer", Handler([](Request &request) -> Outcome<Response> {
                   return Response::text("text/plain", QByteArrayView(request.peer));
               }));
    router.add(http::verb::get, "/page", Handler([](Request &) -> Outcome<Response> {
                   return Response::text("text/plain", QByteArray(1 << 20, 'x'));
               }));
    router.add(http::verb::get, "/large", Handler([](Request &) -> Outcome<Response> {
                   return Response::text("text/plain", QByteArray(64 << 20, 'x'));
               }));
    router.add(http::verb::get, "/events", Handler([](Request &) -> Outcome<Response> {
                   return Response::eventStream(std::make_shared<SlowEvents>());
               }));
    return router;
}

/** A certificate, and a server that uses it. */
class TlsServer
{
public:
    explicit TlsServer(HttpServerOptions options = {.listen = {}, .limits = shortLimits()})
        : m_server(makeRouter(), encrypted(std::move(options)))
    {
    }

    QUrl url() const { return m_server.url(); }
    QString certificate() const { return m_files.certificateFile; }
    InProcessServer &server() { return m_server; }

private:
    HttpServerOptions encrypted(HttpServerOptions options) const
    {
        options.tls = &m_identity;
        return options;
    }

    QTemporaryDir m_folder;
    TestCertificate m_files = makeCertificate(m_folder.path(), u"server"_s);
    TlsIdentity m_identity{m_files.certificateFile.toStdString(), m_files.keyFile.toStdString()};
    InProcessServer m_server;
};

/** A ClientHello (RFC 8446, 4.1.2) of a client that knows TLS 1.1 and nothing later. */
QByteArray oldClientHello()
{
    const QByteArray hello = QByteArray::fromHex("0302") + QByteArray(32, 'r') +
                             QByteArray::fromHex("00"
                                                 "0006c013c014002f"
                                                 "0100");
    const auto length = [](qsizetype size) { return QByteArray(1, '\0') + char(size); };
    return QByteArray::fromHex("160301") + length(hello.size() + 4) + QByteArray::fromHex("0100") +
           length(hello.size()) + hello;
}

void put(const QString &from, const QString &to)
{
    QFile::remove(to);
    QVERIFY(QFile::copy(from, to));
}

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void requestsAreServedEncrypted();
    void oldVersionsAreRefused();
    void whoOffersAnotherProtocolIsRefused();
    void plainHttpIsToldWhatIsWrong();
    void absoluteAddressesMaySayHttps();
    void filesAreReadAgainOnSignal();
    void filesThatAreWrongStopTheStart_data();
    void filesThatAreWrongStopTheStart();
    void bothFilesMustBeGiven();
    void whatIsDangerousIsLogged();

    void bodiesAndManyRequestsWork();
    void halfOpenClientsAreDropped_data();
    void halfOpenClientsAreDropped();
    void whoOnlyLooksInDoesNotTakeAPlace();
    void aClientThatDoesNotReadIsDropped();
    void clientsThatLeaveDoNoHarm();
    void tooManyConnectionsAreTurnedAway();
    void whoIsTurnedAwayMayNotStay();
    void aProxySaysWhoAsks();
    void stoppingEndsIdleClientsAndStreams();

private:
    QStringList tlsArguments(const TestCertificate &files) const
    {
        return {u"--tls-cert"_s, files.certificateFile, u"--tls-key"_s, files.keyFile};
    }
    QString database() { return u"sqlite:"_s + m_folder.filePath(u"%1.db"_s.arg(++m_databases)); }

    QTemporaryDir m_folder;
    int m_databases = 0;
    TestCertificate m_files;
};

void TlsTest::initTestCase()
{
    QVERIFY(QSslSocket::supportsSsl());
    m_files = makeCertificate(m_folder.path(), u"first"_s);
}

void TlsTest::requestsAreServedEncrypted()
{
    QFile::setPermissions(m_files.keyFile,
                          QFile::ReadOwner | QFile::ReadGroup); // nothing to warn of
    ServerProcess server(database());
    QVERIFY(server.start(tlsArguments(m_files)));
    QCOMPARE(server.baseUrl().scheme(), u"https"_s);
    TlsClient client(server.baseUrl(), m_files.certificateFile);
    QVERIFY2(client.isEncrypted(), qPrintable(client.errorString()));
    QCOMPARE(client.sessionProtocol(), QSsl::TlsV1_3);
    QCOMPARE(client.sslConfiguration().nextNegotiatedProtocol(), QByteArray("http/1.1"));
    client.get("/healthz", "Connection: close\r\n");
    QCOMPARE(parseAnswer(client.rest()).status, 200);
    server.closeStdin();
    QCOMPARE(server.waitForExit(), 0);
    QVERIFY2(server.log().isEmpty(), server.log());
}

void TlsTest::oldVersionsAreRefused()
{
    TlsServer server;
    RawClient client(server.url());
    client.write(oldClientHello());
    const QByteArray answer = client.rest();
    QCOMPARE(answer.first(1), QByteArray(1, 0x15));          // an alert,
    QCOMPARE(answer.sliced(5), QByteArray::fromHex("0246")); // fatal: protocol_version
}

void TlsTest::whoOffersAnotherProtocolIsRefused()
{
    TlsServer server;
    const TlsClient only(server.url(), server.certificate(), {"h2"});
    QVERIFY(!only.isEncrypted());
    TlsClient both(server.url(), server.certificate(), {"h2", "http/1.1"});
    QCOMPARE(both.sslConfiguration().nextNegotiatedProtocol(), QByteArray("http/1.1"));
    TlsClient none(server.url(), server.certificate(), {});
    none.get("/fast", "Connection: close\r\n");
    QCOMPARE(parseAnswer(none.rest()).body, QByteArray("fast"));
}

void TlsTest::plainHttpIsToldWhatIsWrong()
{
    TlsServer server;
    RawClient client(server.url());
    client.get("/fast");
    const HttpAnswer answer = parseAnswer(client.rest());
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray("This port is for https:// only.\n"));
    QCOMPARE(client.state(), QAbstractSocket::UnconnectedState);
}

void TlsTest::absoluteAddressesMaySayHttps()
{
    TlsServer server;
    TlsClient client(server.url(), server.certificate());
    client.get(("https://" + client.host() + "/fast").constData(), "Connection: close\r\n");
    QCOMPARE(parseAnswer(client.rest()).status, 200);
    TlsClient foreign(server.url(), server.certificate());
    foreign.get("https://evil.example/fast");
    QCOMPARE(parseAnswer(foreign.rest()).status, 421);
}

void TlsTest::filesAreReadAgainOnSignal()
{
    const TestCertificate second = makeCertificate(m_folder.path(), u"second"_s);
    const TestCertificate used{m_folder.filePath(u"used.crt"_s), m_folder.filePath(u"used.key"_s)};
    put(m_files.certificateFile, used.certificateFile);
    put(m_files.keyFile, used.keyFile);
    ServerProcess server(database());
    QVERIFY(server.start(tlsArguments(used)));
    const auto isServedWith = [&server](const TestCertificate &files) {
        return TlsClient(server.baseUrl(), files.certificateFile).isEncrypted();
    };
    const auto signal = [&server] {
        ::kill(static_cast<pid_t>(server.process().processId()), SIGHUP);
    };
    TlsClient old(server.baseUrl(), m_files.certificateFile);
    QVERIFY(old.isEncrypted());

    put(second.certificateFile, used.certificateFile);
    put(second.keyFile, used.keyFile);
    signal();
    QTRY_VERIFY(isServedWith(second));
    QVERIFY(!isServedWith(m_files));

    put(m_files.certificateFile, used.certificateFile); // no longer the key's
    signal();
    QTRY_VERIFY(server.log().contains("going on with the TLS certificate as it was"));
    QVERIFY(isServedWith(second));

    old.get("/healthz");
    QVERIFY(old.until("\r\n\r\n").startsWith("HTTP/1.1 200"));
}

void TlsTest::filesThatAreWrongStopTheStart_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("says");
    const TestCertificate other = makeCertificate(m_folder.path(), u"other"_s);
    const QString empty = m_folder.filePath(u"empty"_s);
    QVERIFY(QFile(empty).open(QIODevice::WriteOnly));
    const QString locked = m_folder.filePath(u"locked.key"_s);
    QFile plain(m_files.keyFile);
    QVERIFY(plain.open(QIODevice::ReadOnly));
    QFile file(locked);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QSslKey(&plain, QSsl::Ec).toPem("password"));
    file.close();
    QTest::newRow("no certificate")
        << u"/nothing/here"_s << m_files.keyFile << QByteArray("certificate in /nothing/here");
    QTest::newRow("no key") << m_files.certificateFile << u"/nothing/here"_s
                            << QByteArray("key in /nothing/here");
    QTest::newRow("empty") << empty << m_files.keyFile << QByteArray("certificate in ");
    QTest::newRow("exchanged") << m_files.keyFile << m_files.certificateFile
                               << QByteArray("certificate in ");
    QTest::newRow("another key") << m_files.certificateFile << other.keyFile
                                 << QByteArray("key in ");
    QTest::newRow("a key with a password")
        << m_files.certificateFile << locked << QByteArray("key in ");
}

void TlsTest::filesThatAreWrongStopTheStart()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QByteArray, says);
    const QString path = database();
    ServerProcess(path).start(); // makes it
    const ProgramRun run =
        runProgram({u"serve"_s, u"--database"_s, path, u"--listen"_s, u"127.0.0.1:0"_s,
                    u"--tls-cert"_s, certificate, u"--tls-key"_s, key});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.output.isEmpty());
    QVERIFY2(run.errors.startsWith("keydesk-server: cannot use the TLS " + says), run.errors);
    QCOMPARE(run.errors.count('\n'), 1);
}

void TlsTest::bothFilesMustBeGiven()
{
    for (const auto &option : {u"--tls-cert"_s, u"--tls-key"_s}) {
        const ProgramRun run =
            runProgram({u"serve"_s, u"--database"_s, u"sqlite:/nothing"_s, option, u"file"_s});
        QCOMPARE(run.exitCode, 2);
        QVERIFY(run.errors.contains("--tls-cert and --tls-key must be given once each"));
    }
}

void TlsTest::whatIsDangerousIsLogged()
{
    const TestCertificate expired = makeCertificate(m_folder.path(), u"expired"_s, -1);
    QFile::setPermissions(expired.keyFile, QFile::ReadOwner | QFile::ReadOther);
    ServerProcess server(database());
    QVERIFY(server.start(tlsArguments(expired)));
    QTRY_VERIFY(server.log().contains("every user of this computer can read or change"));
    QTRY_VERIFY(server.log().contains("has expired"));
    QVERIFY(!server.log().contains("without encryption"));
}

void TlsTest::bodiesAndManyRequestsWork()
{
    TlsServer server;
    TlsClient client(server.url(), server.certificate());
    QVERIFY(client.isEncrypted());
    const QByteArray body(60'000, 'b');
    const QByteArray post = "POST /echo HTTP/1.1\r\nHost: " + client.host() +
                            "\r\nContent-Length: 60000\r\n\r\n" + body;
    for (int i = 0; i < 5; ++i) {
        client.write(post);
        QVERIFY(client.until(body).endsWith(body));
    }
    for (int i = 0; i < 200; ++i)
        client.get("/fast");
    client.get("/page", "Connection: close\r\n");
    const QByteArray all = client.rest(20'000);
    QCOMPARE(all.count("HTTP/1.1 200 OK"), 201);
    QVERIFY(all.endsWith(QByteArray(1 << 20, 'x')));
}

void TlsTest::halfOpenClientsAreDropped_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("silent") << QByteArray();
    QTest::newRow("a byte") << QByteArray("\x16");
    QTest::newRow("half a greeting") << oldClientHello().first(20);
    QTest::newRow("a promise of 16 KB") << QByteArray::fromHex("16030140000100");
}

void TlsTest::halfOpenClientsAreDropped()
{
    QFETCH(QByteArray, bytes);
    TlsServer server;
    QElapsedTimer timer;
    timer.start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i) { // as many as there may be
        clients.push_back(std::make_unique<RawClient>(server.url()));
        clients.back()->write(bytes);
        clients.back()->flush();
    }
    for (const auto &client : clients) {
        client->rest();
        QCOMPARE(client->state(), QAbstractSocket::UnconnectedState);
    }
    QVERIFY(timer.elapsed() >= 350 && timer.elapsed() < 2000);
    TlsClient normal(server.url(), server.certificate());
    normal.get("/fast");
    QVERIFY(normal.until("fast").endsWith("fast"));
}

void TlsTest::whoOnlyLooksInDoesNotTakeAPlace()
{
    TlsServer server;
    for (int i = 0; i < 12; ++i) { // 4 may be there at a time
        RawClient client(server.url());
        client.close();
        QTest::qWait(20);
    }
    TlsClient normal(server.url(), server.certificate());
    normal.get("/fast");
    QVERIFY(normal.until("fast").startsWith("HTTP/1.1 200"));
}

void TlsTest::aClientThatDoesNotReadIsDropped()
{
    TlsServer server;
    TlsClient client(server.url(), server.certificate());
    client.setReadBufferSize(1024);
    client.get("/large");
    QTest::qWait(1500);
    client.setReadBufferSize(0);
    QVERIFY(client.rest().size() < (64 << 20));
    QCOMPARE(client.state(), QAbstractSocket::UnconnectedState);
}

void TlsTest::clientsThatLeaveDoNoHarm()
{
    TlsServer server;
    for (int i = 0; i < 30; ++i) {
        TlsClient client(server.url(), server.certificate());
        if (i % 3 == 1)
            client.get("/events");
        else if (i % 3 == 2)
            client.get("/large");
        client.waitForBytesWritten(100);
        i % 2 == 0 ? client.abort() : client.close();
    }
    const auto isServed = [&server] {
        TlsClient client(server.url(), server.certificate());
        client.get("/fast");
        return client.until("fast").endsWith("fast");
    };
    QTRY_VERIFY(isServed());
}

void TlsTest::tooManyConnectionsAreTurnedAway()
{
    TlsServer server;
    std::vector<std::unique_ptr<TlsClient>> clients;
    for (int i = 0; i < 4; ++i)
        clients.push_back(std::make_unique<TlsClient>(server.url(), server.certificate()));
    TlsClient refused(server.url(), server.certificate());
    QCOMPARE(parseAnswer(refused.rest()).status, 503);
}

void TlsTest::whoIsTurnedAwayMayNotStay()
{
    Limits limits = shortLimits();
    limits.request = 30s;
    limits.refused = 2s;
    limits.refusedConnections = 2;
    TlsServer server({.listen = {}, .limits = limits});
    std::vector<std::unique_ptr<TlsClient>> clients;
    for (int i = 0; i < 4; ++i)
        clients.push_back(std::make_unique<TlsClient>(server.url(), server.certificate()));
    RawClient silent(server.url());
    TlsClient told(server.url(), server.certificate());
    QCOMPARE(parseAnswer(told.rest()).status, 503);
    RawClient half(server.url());
    half.write(oldClientHello().first(20));
    for (RawClient *client : {&silent, &half}) {
        QCOMPARE(client->rest(), QByteArray());
        QCOMPARE(client->state(), QAbstractSocket::UnconnectedState);
    }
    TlsClient next(server.url(), server.certificate());
    QCOMPARE(parseAnswer(next.rest()).status, 503);
    clients.clear();
    const auto isServed = [&server] {
        TlsClient client(server.url(), server.certificate());
        client.get("/fast");
        return client.until("fast").startsWith("HTTP/1.1 200");
    };
    QTRY_VERIFY(isServed());
}

void TlsTest::aProxySaysWhoAsks()
{
    TlsServer server({.listen = {},
                      .limits = shortLimits(),
                      .proxies = TrustedProxies({asio::ip::make_address("127.0.0.1")})});
    TlsClient client(server.url(), server.certificate());
    client.get("/peer", "X-Forwarded-For: 6.6.6.6, 192.0.2.1\r\n");
    QVERIFY(client.until("192.0.2.1").endsWith("\r\n\r\n192.0.2.1"));
    client.get("/peer");
    QVERIFY(client.until("127.0.0.1").endsWith("\r\n\r\n127.0.0.1"));
}

void TlsTest::stoppingEndsIdleClientsAndStreams()
{
    TlsServer server;
    TlsClient idle(server.url(), server.certificate());
    RawClient silent(server.url());
    TlsClient events(server.url(), server.certificate());
    events.get("/events");
    QVERIFY(events.until("1\r\nx\r\n").startsWith("HTTP/1.1 200"));
    QElapsedTimer timer;
    timer.start();
    server.server().stop();
    QVERIFY(events.rest().endsWith("0\r\n\r\n"));
    QVERIFY(idle.rest().isEmpty());
    QVERIFY(silent.rest().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(server.server().hasStopped(), 2000);
    QVERIFY(timer.elapsed() < 900); // it did not wait for the limit
}

QTEST_GUILESS_MAIN(TlsTest)
#include "TlsTest.moc"
