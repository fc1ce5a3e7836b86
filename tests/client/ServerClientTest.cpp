// SPDX-License-Identifier: Apache-2.0
#include "FaultyServer.h"
#include "support/Await.h"
#include "support/ServerFixture.h"

#include "client/RestClient.h"
#include "client/ServerClient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::FaultyServer;
using keydesk::testing::ServerFixture;

Q_DECLARE_METATYPE(ProblemCode)

namespace {

const QString ownVersion = QStringLiteral(KEYDESK_VERSION);

QJsonObject browserServer()
{
    return {{u"name"_s, u"Keydesk"_s},
            {u"version"_s, ownVersion},
            {u"signInMethods"_s, QJsonArray{u"browser"_s, u"password"_s}},
            {u"oidc"_s, QJsonObject{{u"issuer"_s, u"https://sso.example.org/realms/a"_s},
                                    {u"clientId"_s, u"keydesk"_s}}}};
}

QJsonObject with(const QString &name, const QJsonValue &value)
{
    QJsonObject object = browserServer();
    object[name] = value;
    return object;
}

QJsonObject withOidc(const QString &issuer, const QJsonValue &clientId)
{
    return with(u"oidc"_s, QJsonObject{{u"issuer"_s, issuer}, {u"clientId"_s, clientId}});
}

} // namespace

class ServerClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRealServerIsKnown();
    void aWebSiteIsNotABackend();
    void theBrowsersSignInIsOfferedWithItsProvider();
    void whatIsNotKnownYetIsLeftOut();
    void whatDoesNotFitIsToldApart_data();
    void whatDoesNotFitIsToldApart();
    void versionsFitByTheirMajorNumber_data();
    void versionsFitByTheirMajorNumber();
};

void ServerClientTest::theRealServerIsKnown()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    RestClient rest;
    rest.setBackend(fixture.server().baseUrl(), AccessToken());
    const auto info = await(ServerClient(rest).info());
    QVERIFY(info);
    QCOMPARE(info->name, u"Keydesk"_s);
    QCOMPARE(info->version.toString(), ownVersion);
    QVERIFY(info->offers(SignInMethod::Local));
    QVERIFY(info->offers(SignInMethod::Password));
    QVERIFY(!info->oidc);
}

void ServerClientTest::aWebSiteIsNotABackend()
{
    FaultyServer site("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n"
                      "<p>Hi</p>");
    RestClient rest;
    rest.setBackend(site.url(), AccessToken("not-for-a-stranger"));
    QCOMPARE(await(ServerClient(rest).info()).error().code, ProblemCode::AnswerNotUnderstood);
    QVERIFY(site.lastRequest().startsWith("GET /admin/v1/server HTTP/1.1\r\n"));
    QVERIFY(!site.lastRequest().contains("Authorization"));
}

void ServerClientTest::theBrowsersSignInIsOfferedWithItsProvider()
{
    const auto info = serverInfoFromJson(browserServer());
    QVERIFY(info);
    QCOMPARE(info->signInMethods, QList({SignInMethod::Browser, SignInMethod::Password}));
    QCOMPARE(info->oidc, (OidcOffer{u"https://sso.example.org/realms/a"_s, u"keydesk"_s}));
    QVERIFY(serverInfoFromJson(withOidc(u"http://127.0.0.1:8080"_s, u"keydesk"_s)));
}

void ServerClientTest::whatIsNotKnownYetIsLeftOut()
{
    const auto later =
        serverInfoFromJson(with(u"signInMethods"_s, QJsonArray{u"passkey"_s, u"password"_s, 7}));
    QVERIFY(later);
    QCOMPARE(later->signInMethods, QList{SignInMethod::Password});
    QVERIFY2(!later->oidc, "a provider that is not offered is not used");
}

void ServerClientTest::whatDoesNotFitIsToldApart_data()
{
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<ProblemCode>("code");

    using enum ProblemCode;
    QTest::newRow("nothing") << QJsonObject() << AnswerNotUnderstood;
    QTest::newRow("another product") << with(u"name"_s, u"Other"_s) << AnswerNotUnderstood;
    QTest::newRow("no version") << with(u"version"_s, 1) << AnswerNotUnderstood;
    QTest::newRow("half a version") << with(u"version"_s, u"1"_s) << AnswerNotUnderstood;
    QTest::newRow("no methods") << with(u"signInMethods"_s, u"password"_s) << AnswerNotUnderstood;
    QTest::newRow("browser, but where?") << with(u"oidc"_s, {}) << AnswerNotUnderstood;
    QTest::newRow("a provider in plain text")
        << withOidc(u"http://sso.example.org"_s, u"keydesk"_s) << AnswerNotUnderstood;
    QTest::newRow("a provider that is a file")
        << withOidc(u"file:///etc/passwd"_s, u"keydesk"_s) << AnswerNotUnderstood;
    QTest::newRow("a provider with a password")
        << withOidc(u"https://a:b@sso.example.org"_s, u"keydesk"_s) << AnswerNotUnderstood;
    QTest::newRow("no client") << withOidc(u"https://sso.example.org"_s, {}) << AnswerNotUnderstood;
    QTest::newRow("newer") << with(u"version"_s, u"999.0.0"_s) << VersionUnsupported;
    QJsonObject strange = with(u"version"_s, u"999.0.0"_s);
    strange.remove(u"signInMethods"_s);
    QTest::newRow("newer and different") << strange << VersionUnsupported;
}

void ServerClientTest::whatDoesNotFitIsToldApart()
{
    QFETCH(const QJsonObject, object);
    QFETCH(const ProblemCode, code);
    const auto info = serverInfoFromJson(object);
    QVERIFY(!info);
    QCOMPARE(info.error().code, code);
    if (code == ProblemCode::VersionUnsupported)
        QCOMPARE(info.error().detail, u"999.0.0"_s);
}

void ServerClientTest::versionsFitByTheirMajorNumber_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("desktop");
    QTest::addColumn<bool>("fits");

    QTest::newRow("same") << u"1.2.3"_s << u"1.2.3"_s << true;
    QTest::newRow("newer minor") << u"1.9.0"_s << u"1.2.3"_s << true;
    QTest::newRow("older minor") << u"1.0.0"_s << u"1.2.3"_s << true;
    QTest::newRow("newer major") << u"2.0.0"_s << u"1.2.3"_s << false;
    QTest::newRow("older major") << u"0.9.0"_s << u"1.2.3"_s << false;
    QTest::newRow("before 1.0, patch") << u"0.1.7"_s << u"0.1.0"_s << true;
    QTest::newRow("before 1.0, minor") << u"0.2.0"_s << u"0.1.0"_s << false;
}

void ServerClientTest::versionsFitByTheirMajorNumber()
{
    QFETCH(const QString, server);
    QFETCH(const QString, desktop);
    QFETCH(const bool, fits);
    QCOMPARE(isSupported(QVersionNumber::fromString(server), QVersionNumber::fromString(desktop)),
             fits);
}

QTEST_GUILESS_MAIN(ServerClientTest)
#include "ServerClientTest.moc"
