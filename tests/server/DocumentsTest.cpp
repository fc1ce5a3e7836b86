// SPDX-License-Identifier: Apache-2.0
// The pages that people read, and that the OpenAPI document is about this server.
#include "support/ServerFixture.h"

#include "keys/Problem.h"
#include "server/http/Problems.h"
#include "server/routes/Routes.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class DocumentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theGuideIsSelfContained();
    void theGuideNamesThisServer();
    void everyProblemHasAPage();
    void theOpenApiDocumentIsServed();
    void theServerSaysWhatItIs();

private:
    ServerFixture m_fixture;
};

void DocumentsTest::initTestCase()
{
    QVERIFY(m_fixture.start());
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

void DocumentsTest::theGuideNamesThisServer()
{
    const HttpAnswer page = m_fixture.http().send({.path = "/docs"});
    QVERIFY(page.body.contains("http://" + m_fixture.http().host() + "/api/v1/users"));
    QVERIFY(page.body.contains("X-company-id"));
    QVERIFY(page.body.contains("X-apiKey"));
    QVERIFY(page.body.contains("KEYDESK_API_KEY"));
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

void DocumentsTest::theServerSaysWhatItIs()
{
    const QJsonObject server = m_fixture.http().send({.path = "/admin/v1/server"}).json();
    QCOMPARE(server[u"name"_s].toString(), u"Keydesk"_s);
    QCOMPARE(server[u"version"_s].toString(), QStringLiteral(KEYDESK_VERSION));
    QCOMPARE(server[u"limits"_s].toObject()[u"keysPerPlatform"_s].toInt(), 25);
}

QTEST_GUILESS_MAIN(DocumentsTest)
#include "DocumentsTest.moc"
