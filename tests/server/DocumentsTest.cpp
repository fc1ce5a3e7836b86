// SPDX-License-Identifier: Apache-2.0
// The pages that people read, and that the OpenAPI document is about this server.
#include "OpenApi.h"

#include "support/RawClient.h"
#include "support/ServerFixture.h"
#include "support/TestCertificate.h"

#include "keys/Problem.h"
#include "server/http/Problems.h"
#include "server/routes/Routes.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sodium.h>

#include <algorithm>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class DocumentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theGuideIsSelfContained();
    void theGuideNamesThisServer_data();
    void theGuideNamesThisServer();
    void theGuideNamesHttpsUnderTls();
    void everyProblemHasAPage();
    void theOpenApiDocumentIsServed();
    void everyRouteIsDocumentedAndNoOther();
    void theServerSaysWhatItIs();

private:
    ServerFixture m_fixture;
};

void DocumentsTest::initTestCase()
{
    QVERIFY(m_fixture.start({u"--public-host"_s, u"keys.example.org"_s, u"--public-host"_s,
                             u"localhost.example.org"_s, u"--public-host"_s,
                             u"127.0.0.1.example.org"_s}));
}

void DocumentsTest::theGuideIsSelfContained()
{
    const HttpAnswer page = m_fixture.http().send({.path = "/docs"});
    QCOMPARE(page.status, 200);
    QCOMPARE(page.headers.value("content-type"), QByteArray("text/html; charset=utf-8"));
    const QByteArray policy = page.headers.value("content-security-policy");
    QVERIFY(policy.contains("default-src 'none'"));
    QVERIFY(!policy.contains("unsafe"));
    for (const char *text : {"<script", "<img", "<link", "src=", "@import", "url("})
        QVERIFY2(!page.body.contains(text), text);
    QVERIFY(page.body.contains("href=\"/openapi.yaml\""));
}

// A key crosses the network encrypted: where the reader sees a name of another computer, a proxy
// speaks TLS for this one.
void DocumentsTest::theGuideNamesThisServer_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    const QByteArray port = m_fixture.http().host().mid(QByteArray("127.0.0.1").size());
    for (const QByteArray name : {"127.0.0.1", "localhost", "LocalHost", "[::1]"}) {
        QTest::newRow(name) << name + port << "http://" + name + port;
        QTest::addRow("%s without a port", name.data()) << name << "http://" + name;
    }
    for (const QByteArray name : {"keys.example.org", "keys.example.org:8443",
                                  "localhost.example.org", "127.0.0.1.example.org"})
        QTest::newRow(name) << name << "https://" + name;
}

void DocumentsTest::theGuideNamesThisServer()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    const HttpAnswer page = m_fixture.http().sendRaw("GET /docs HTTP/1.1\r\nHost: " + host +
                                                     "\r\nConnection: close\r\n\r\n");
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains(" " + origin + "/api/v1/users"));
    QVERIFY(page.body.contains("X-company-id"));
    QVERIFY(page.body.contains("X-apiKey"));
    QVERIFY(page.body.contains("KEYDESK_API_KEY"));
}

void DocumentsTest::theGuideNamesHttpsUnderTls()
{
    const QTemporaryDir folder;
    const TestCertificate files = makeCertificate(folder.path(), u"server"_s);
    ServerProcess server(m_fixture.database());
    QVERIFY(server.start({u"--tls-cert"_s, files.certificateFile, u"--tls-key"_s, files.keyFile}));
    TlsClient client(server.baseUrl(), files.certificateFile);
    client.get("/docs", "Connection: close\r\n");
    QVERIFY(client.rest().contains(" https://" + client.host() + "/api/v1/users"));
}

void DocumentsTest::everyProblemHasAPage()
{
    QVERIFY(keydesk::server::problemKinds().size() >= 21);
    for (const auto &kind : keydesk::server::problemKinds()) {
        const QByteArray slug = QString(keydesk::problemSlug(kind.code)).toLatin1();
        const HttpAnswer page = m_fixture.http().send({.path = "/problems/" + slug});
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains(slug));
        QVERIFY(page.body.contains(kind.title));
    }
    // Nothing that has a slug was forgotten.
    for (int code = 0; code <= static_cast<int>(keydesk::ProblemCode::Unavailable); ++code) {
        const auto problem = static_cast<keydesk::ProblemCode>(code);
        QVERIFY(!keydesk::problemSlug(problem).isEmpty());
        QVERIFY(keydesk::server::problemKind(problem).code == problem);
    }
}

void DocumentsTest::theOpenApiDocumentIsServed()
{
    QFile file(QStringLiteral(KEYDESK_OPENAPI));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const HttpAnswer answer = m_fixture.http().send({.path = "/openapi.yaml"});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/yaml"));
    QCOMPARE(answer.body, file.readAll());
}

// The routes are put together as the program does it.
void DocumentsTest::everyRouteIsDocumentedAndNoOther()
{
    QVERIFY(sodium_init() >= 0);
    const auto url = keydesk::server::DatabaseUrl::parse(m_fixture.database());
    const auto serverKey = keydesk::server::ServerKey::forDatabase(*url);
    keydesk::server::Store store(*url, [] { return 0; });
    keydesk::server::KeyFinder keys(store);
    keydesk::server::KeyUseBuffer uses(store);
    keydesk::server::GuessBrake brake({}, {}, {});
    keydesk::server::PlatformEvents events(store);
    keydesk::server::Metrics metrics;
    const keydesk::server::Log log(keydesk::server::Log::Level::WarningsOnly);
    const keydesk::server::Limits limits;
    const keydesk::server::Routes routes({store, serverKey, keys, uses, brake, events, metrics, log,
                                          limits, false},
                                         std::nullopt, {});
    QByteArrayList served;
    for (const std::string &route : routes.router().templates())
        served.append(QByteArray::fromStdString(route));
    QByteArrayList documented = documentedOperations();
    std::ranges::sort(served);
    std::ranges::sort(documented);
    QCOMPARE(served, documented);
}

void DocumentsTest::theServerSaysWhatItIs()
{
    const QJsonObject server = m_fixture.http().send({.path = "/admin/v1/server"}).json();
    QCOMPARE(server[u"name"_s].toString(), u"Keydesk"_s);
    QCOMPARE(server[u"version"_s].toString(), QStringLiteral(KEYDESK_VERSION));
    QCOMPARE(server[u"limits"_s].toObject()[u"keysPerPlatform"_s].toInt(), 25);
}

QTEST_GUILESS_MAIN(DocumentsTest)
#include "DocumentsTest.moc"
