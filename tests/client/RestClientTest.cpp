// SPDX-License-Identifier: Apache-2.0
#include "FaultyServer.h"
#include "support/Await.h"

#include "client/RestClient.h"
#include "client/SecretJson.h"
#include "client/SystemProxies.h"

#include <QNetworkProxy>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::FaultyServer;

namespace {

const QByteArray done = "HTTP/1.1 204 X\r\nContent-Length: 0\r\n\r\n";

QByteArray redirect(int status, const QByteArray &target)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nLocation: " + target +
           "\r\nContent-Length: 0\r\n\r\n";
}

std::shared_ptr<const SecretText> secret(QByteArrayView password)
{
    return std::make_shared<const SecretText>(secretJson({{"password", password}}));
}

/** Reads a whole request and breaks the connection, each time. */
class BreakingServer : public QTcpServer
{
public:
    BreakingServer()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                if (!socket->readAll().endsWith('}'))
                    return;
                ++m_requests;
                socket->disconnectFromHost();
            });
        });
        listen(QHostAddress::LocalHost);
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }
    int requests() const { return m_requests; }

private:
    int m_requests = 0;
};

/**
 * Answers the first request of each connection and closes it, which it has not announced: each time
 * a little later than the time before, so that some client meets the end while it sends.
 */
class ForgetfulServer
{
public:
    ForgetfulServer()
        : m_thread(QThread::create([this] { serve(); }))
    {
        m_thread->start();
        m_listening.acquire();
    }

    ~ForgetfulServer()
    {
        m_thread->requestInterruption();
        m_thread->wait();
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)); }
    int requests() const { return m_requests; }

private:
    void serve()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        m_listening.release();
        while (!QThread::currentThread()->isInterruptionRequested()) {
            server.waitForNewConnection(10);
            while (QTcpSocket *socket = server.nextPendingConnection())
                answer(*socket);
        }
    }

    void answer(QTcpSocket &socket)
    {
        QByteArray request;
        while (!request.endsWith('}') && socket.waitForReadyRead(1000))
            request += socket.readAll();
        m_requests += request.endsWith('}') ? 1 : 0;
        socket.write(done);
        socket.flush();
        QThread::usleep(20 * static_cast<unsigned long>(m_requests % 50));
        socket.disconnectFromHost();
    }

    QSemaphore m_listening;
    quint16 m_port = 0;
    std::atomic<int> m_requests = 0;
    std::unique_ptr<QThread> m_thread; // the last: it uses the others
};

} // namespace

class RestClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void aChangeIsSentAsPatch();
    void aSecretBodyArrivesWholeAndIsWiped();
    void aSecretBodyIsNotSentASecondTimeByQt();
    void aSecretBodyThatDidNotLeaveIsSentOverAnotherConnection();
    void whatCannotHaveHappenedIsTold();
    void aTokenOfTheRequestsOwnReplacesTheBackends();
    void aNameThatLeadsNowhereIsToldApart();
    void aRedirectIsAProblemThatNamesTheOtherHost_data();
    void aRedirectIsAProblemThatNamesTheOtherHost();
    void aRedirectBelowTheSameHostIsNotFollowedEither();
    void theDesktopsProxyIsUsedButNeverForThisComputer();
    void thisComputerHasManyNames_data();
    void thisComputerHasManyNames();
};

void RestClientTest::cleanup()
{
    qunsetenv("http_proxy");
}

void RestClientTest::aChangeIsSentAsPatch()
{
    FaultyServer server(done);
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    QVERIFY(await(rest.send({.method = RestClient::Method::Patch,
                             .path = u"/admin/v1/x"_s,
                             .body = QJsonObject{{u"state"_s, u"paused"_s}}})));
    QVERIFY(server.lastRequest().startsWith("PATCH /admin/v1/x HTTP/1.1\r\n"));
    QVERIFY(server.lastRequest().contains("\r\nContent-Type: application/json\r\n"));
    QVERIFY(server.lastRequest().endsWith("\r\n\r\n{\"state\":\"paused\"}"));
}

void RestClientTest::aSecretBodyArrivesWholeAndIsWiped()
{
    FaultyServer server(done);
    RestClient rest;
    rest.setBackend(server.url(), AccessToken());
    auto body = secret("correct \"horse\" \\ \n st\xc3\xa4ple");
    const std::weak_ptr<const SecretText> watched = body;
    const QByteArray expected = body->view().toByteArray();
    QCOMPARE(expected,
             QByteArray("{\"password\":\"correct \\\"horse\\\" \\\\ \\u000a st\xc3\xa4ple\"}"));
    auto answer = rest.send({.method = RestClient::Method::Post,
                             .path = u"/admin/v1/sessions"_s,
                             .secretBody = std::move(body)});
    QVERIFY(!watched.expired());
    QVERIFY(await(answer));
    QVERIFY(server.lastRequest().endsWith("\r\n\r\n" + expected));
    QVERIFY(server.lastRequest().contains("\r\nContent-Type: application/json\r\n"));
    QVERIFY(server.lastRequest().contains(
        "\r\nContent-Length: " + QByteArray::number(expected.size()) + "\r\n"));
    QTRY_VERIFY2(watched.expired(), "nobody has it any more");
}

void RestClientTest::aSecretBodyIsNotSentASecondTimeByQt()
{
    BreakingServer server;
    RestClient rest;
    rest.setBackend(server.url(), AccessToken());
    const auto answer = await(rest.send({.method = RestClient::Method::Post,
                                         .path = u"/admin/v1/sessions/refresh"_s,
                                         .secretBody = secret("x")}));
    QCOMPARE(answer.error().code, ProblemCode::ServerUnreachable);
    QVERIFY2(!answer.error().notSent, "it may have happened");
    QCOMPARE(server.requests(), 1);
}

// When it closes, the client may not know yet, know it while it sends, or have sent everything:
// only in the last case can the request not be made once more.
void RestClientTest::aSecretBodyThatDidNotLeaveIsSentOverAnotherConnection()
{
    ForgetfulServer server;
    int answered = 0;
    for (int i = 0; i < 100; ++i) {
        RestClient rest;
        rest.setBackend(server.url(), AccessToken());
        const RestClient::Request request{.method = RestClient::Method::Post,
                                          .path = u"/admin/v1/sessions"_s,
                                          .secretBody = secret("x")};
        QVERIFY(await(rest.send(request)));
        const auto second = await(rest.send(request));
        QVERIFY2(second || !second.error().notSent, qPrintable(second.error().detail));
        answered += second ? 2 : 1;
    }
    QCOMPARE(server.requests(), answered);
}

void RestClientTest::whatCannotHaveHappenedIsTold()
{
    QUrl gone;
    {
        FaultyServer server("");
        gone = server.url();
    }
    RestClient rest;
    rest.setBackend(gone, AccessToken());
    const auto refused = await(rest.send({.path = u"/x"_s}));
    QCOMPARE(refused.error().code, ProblemCode::ServerUnreachable);
    QVERIFY(refused.error().notSent);

    FaultyServer silent("");
    rest.setBackend(silent.url(), AccessToken());
    rest.setTimeout(std::chrono::milliseconds(200));
    const auto unanswered = await(rest.send({.path = u"/x"_s}));
    QCOMPARE(unanswered.error().code, ProblemCode::ServerSilent);
    QVERIFY(!unanswered.error().notSent);
}

void RestClientTest::aTokenOfTheRequestsOwnReplacesTheBackends()
{
    FaultyServer server(done);
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("the-backends"));
    QVERIFY(await(rest.send({.path = u"/x"_s, .token = AccessToken()})));
    QVERIFY(!server.lastRequest().contains("Authorization"));
    QVERIFY(await(rest.send({.path = u"/x"_s, .token = AccessToken("its-own")})));
    QVERIFY(server.lastRequest().contains("\r\nAuthorization: Bearer its-own\r\n"));
    QVERIFY(!server.lastRequest().contains("the-backends"));
}

void RestClientTest::aNameThatLeadsNowhereIsToldApart()
{
    RestClient rest;
    rest.setBackend(QUrl(u"http://keys.keydesk.invalid"_s), AccessToken("token"));
    const auto answer = await(rest.send({.path = u"/x"_s}));
    QCOMPARE(answer.error().code, ProblemCode::HostNotFound);
    QVERIFY(answer.error().notSent);
}

void RestClientTest::aRedirectIsAProblemThatNamesTheOtherHost_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {300, 301, 302, 303, 304, 305, 307, 308})
        QTest::addRow("%d", status) << status;
}

void RestClientTest::aRedirectIsAProblemThatNamesTheOtherHost()
{
    QFETCH(const int, status);
    FaultyServer elsewhere(done);
    const QByteArray target = elsewhere.url().toEncoded().replace("127.0.0.1", "localhost");
    FaultyServer server(redirect(status, target + "/admin/v1/x?token=1"));
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    const auto answer = await(rest.send({.path = u"/admin/v1/x"_s}));
    QCOMPARE(answer.error().code, ProblemCode::Redirected);
    QCOMPARE(answer.error().detail, u"localhost"_s);
    QCOMPARE(answer.error().status, status);
    QCOMPARE(server.requests(), 1);
    QVERIFY(elsewhere.lastRequest().isEmpty());
}

void RestClientTest::aRedirectBelowTheSameHostIsNotFollowedEither()
{
    FaultyServer server(redirect(308, "/other?token=1"));
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    const auto answer = await(rest.send({.path = u"/x"_s}));
    QCOMPARE(answer.error().code, ProblemCode::Redirected);
    QCOMPARE(answer.error().detail, server.url().toString() + u"/other"_s);
    QCOMPARE(server.requests(), 1);
}

void RestClientTest::theDesktopsProxyIsUsedButNeverForThisComputer()
{
    FaultyServer proxy(done);
    qputenv("http_proxy", proxy.url().toEncoded());
    RestClient rest;
    rest.setBackend(QUrl(u"http://keys.keydesk.invalid"_s), AccessToken());
    QVERIFY(await(rest.send({.path = u"/x"_s})));
    QVERIFY(proxy.lastRequest().startsWith("GET http://keys.keydesk.invalid/x HTTP/1.1\r\n"));

    FaultyServer server(done);
    rest.setBackend(server.url(), AccessToken("token"));
    QVERIFY(await(rest.send({.path = u"/x"_s})));
    QCOMPARE(server.requests(), 1);
    QCOMPARE(proxy.requests(), 1);
}

void RestClientTest::thisComputerHasManyNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isThisComputer");
    QTest::newRow("IPv4") << u"127.0.0.1"_s << true;
    QTest::newRow("all of 127") << u"127.1.2.3"_s << true;
    QTest::newRow("IPv6") << u"[::1]"_s << true;
    QTest::newRow("name") << u"LocalHost"_s << true;
    QTest::newRow("another") << u"192.0.2.1"_s << false;
    QTest::newRow("another name") << u"localhost.example.org"_s << false;
}

void RestClientTest::thisComputerHasManyNames()
{
    QFETCH(const QString, host);
    QFETCH(const bool, isThisComputer);
    qputenv("http_proxy", "http://192.0.2.2:3128");
    const auto proxies =
        SystemProxies().queryProxy(QNetworkProxyQuery(QUrl(u"http://"_s + host + u":8080/x"_s)));
    QCOMPARE(proxies.first().type() == QNetworkProxy::NoProxy, isThisComputer);
}

QTEST_GUILESS_MAIN(RestClientTest)
#include "RestClientTest.moc"
