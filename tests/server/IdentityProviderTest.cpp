// SPDX-License-Identifier: Apache-2.0
// The provider of the sign-in by browser, a real one: its keys and how they change, and that nobody
// is signed in, and nothing else suffers, while it fails.
#include "BrowserSignIns.h"

#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

const QString discovery = u"/.well-known/openid-configuration"_s;
const QString jwks = u"/jwks"_s;

} // namespace

class IdentityProviderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_signIns.start()); }
    void init() { QVERIFY(m_signIns.reset()); }
    void newKeysOfTheProviderCountAtOnce();
    void withoutTheProviderNobodySignsInUntilItIsBack();
    void aProviderThatFailsIsNotBelieved_data();
    void aProviderThatFailsIsNotBelieved();
    void signInsAtTheSameTimeAskForTheKeysOnce();
    void theProviderMustShowATrustedCertificate_data();
    void theProviderMustShowATrustedCertificate();
    void aKeyThatIsNoGoodVerifiesNothing_data();
    void aKeyThatIsNoGoodVerifiesNothing();

private:
    BrowserSignIns m_signIns;
};

void IdentityProviderTest::newKeysOfTheProviderCountAtOnce()
{
    ServerProcess server(m_signIns.fixture().database());
    QVERIFY(m_signIns.start(server));
    const QByteArray nonce = newNonce();
    const QByteArray before = m_signIns.provider().idToken("bob", nonce);
    QCOMPARE(m_signIns.signIn(server.http()).status, 201);
    QVERIFY(m_signIns.provider().change({{u"rotate"_s, true}}));
    QCOMPARE(m_signIns.signIn(server.http()).status, 201);
    // The keys that the provider has given up are good for nothing any more. Whether they have come
    // back is not asked at once.
    const HttpAnswer old = server.http().send(browserSignInRequest(before, nonce));
    QCOMPARE(old.status, 503);
    const int wait = old.headers.value("retry-after").toInt();
    QVERIFY(wait >= 1 && wait <= 10);
    const int asked = m_signIns.provider().asked(jwks);
    QVERIFY(m_signIns.provider().change({{u"rotate"_s, true}}));
    QCOMPARE(m_signIns.signIn(server.http()).status, 503);
    QCOMPARE(m_signIns.provider().asked(jwks), asked);
    ServerProcess another(m_signIns.fixture().database());
    QVERIFY(m_signIns.start(another));
    QCOMPARE(reasonOf(another.http().send(browserSignInRequest(before, nonce))), u"invalid"_s);
}

void IdentityProviderTest::withoutTheProviderNobodySignsInUntilItIsBack()
{
    ServerProcess server(m_signIns.fixture().database());
    QVERIFY(m_signIns.start(server));
    const QByteArray nonce = newNonce();
    const QByteArray token = m_signIns.provider().idToken("ada", nonce);
    QVERIFY(m_signIns.provider().change({{u"listening"_s, false}}));
    const HttpAnswer answer = server.http().send(browserSignInRequest(token, nonce));
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.problem(), u"unavailable"_s);
    QVERIFY(answer.headers.value("retry-after").toInt() >= 1);
    QTRY_VERIFY(server.log().contains("the OpenID provider cannot be used"));
    QVERIFY(m_signIns.provider().change({{u"listening"_s, true}}));
    int status = 0; // once it is 201, the nonce has been used
    QTRY_VERIFY(status == 201 ||
                (status = server.http().send(browserSignInRequest(token, nonce)).status) == 201);
    // Its keys are known now.
    const QByteArray later = newNonce();
    const QByteArray laterToken = m_signIns.provider().idToken("ada", later);
    QVERIFY(m_signIns.provider().change({{u"listening"_s, false}}));
    QCOMPARE(server.http().send(browserSignInRequest(laterToken, later)).status, 201);
}

void IdentityProviderTest::aProviderThatFailsIsNotBelieved_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("kind");
    for (const QString &path : {jwks, discovery}) {
        for (const QString &kind : {u"error"_s, u"redirect"_s, u"garbled"_s, u"strange"_s, u"cut"_s,
                                    u"huge"_s, u"slow"_s})
            QTest::addRow("%s %s", qPrintable(path), qPrintable(kind)) << path << kind;
    }
}

void IdentityProviderTest::aProviderThatFailsIsNotBelieved()
{
    QFETCH(QString, path);
    QFETCH(QString, kind);
    ServerProcess server(m_signIns.fixture().database());
    QVERIFY(m_signIns.start(server));
    QVERIFY(m_signIns.provider().change(
        {{u"fault"_s, QJsonObject{{u"path"_s, path}, {u"kind"_s, kind}}}}));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_signIns.signIn(server.http()).status, 503);
    QVERIFY2(timer.elapsed() < 9'000, "it waits for too long");
    // Others are served meanwhile and afterwards, and nobody counts as having failed.
    QCOMPARE(server.http().send({.path = "/healthz"}).status, 200);
    QCOMPARE(m_signIns.data().run(u"SELECT COUNT(*) FROM sign_in_failures"_s).toInt(), 0);
    QVERIFY(m_signIns.provider().reset());
    QTRY_COMPARE_WITH_TIMEOUT(m_signIns.signIn(server.http()).status, 201, 20'000);
}

void IdentityProviderTest::signInsAtTheSameTimeAskForTheKeysOnce()
{
    ServerProcess server(m_signIns.fixture().database());
    QVERIFY(m_signIns.start(server));
    QList<HttpRequest> requests;
    for (int i = 0; i < 10; ++i)
        requests.append(m_signIns.request(i % 2 == 0 ? "ada" : "bob"));
    const int keys = m_signIns.provider().asked(jwks);
    const int configurations = m_signIns.provider().asked(discovery);
    for (const HttpAnswer &answer : server.http().sendAtOnce(requests))
        QCOMPARE(answer.status, 201);
    QCOMPARE(m_signIns.provider().asked(jwks), keys + 1);
    QCOMPARE(m_signIns.provider().asked(discovery), configurations + 1);
}

void IdentityProviderTest::theProviderMustShowATrustedCertificate_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<int>("status");
    QTest::newRow("trusted") << u"localhost"_s << true << 201;
    QTest::newRow("of an authority that nobody knows") << u"localhost"_s << false << 503;
    QTest::newRow("of another name") << u"127.0.0.2"_s << true << 503;
}

void IdentityProviderTest::theProviderMustShowATrustedCertificate()
{
    QFETCH(QString, host);
    QFETCH(bool, isTrusted);
    QFETCH(int, status);
    const QTemporaryDir folder;
    const TestCertificate certificate = makeCertificate(folder.path(), u"provider"_s);
    OidcProvider provider;
    QVERIFY(provider.start(certificate, host));
    QVERIFY(provider.issuer().startsWith(u"https://"_s + host));
    ServerProcess server(m_signIns.fixture().database());
    if (isTrusted) { // as the system's own authorities
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SSL_CERT_FILE"_s, certificate.certificateFile);
        server.process().setProcessEnvironment(environment);
    }
    QVERIFY(server.start(provider.serverArguments()));
    const QByteArray nonce = newNonce();
    const HttpAnswer answer =
        server.http().send(browserSignInRequest(provider.idToken("ada", nonce), nonce));
    QCOMPARE(answer.status, status);
    if (status == 503)
        QTRY_VERIFY(server.log().contains("there is no trustworthy TLS"));
}

void IdentityProviderTest::aKeyThatIsNoGoodVerifiesNothing_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QJsonObject>("forge");
    QTest::addColumn<int>("status");
    QTest::newRow("too short") << u"weak"_s << QJsonObject{{u"key"_s, u"weak"_s}} << 401;
    QTest::newRow("two with one id") << u"twice"_s << QJsonObject() << 401;
    QTest::newRow("no secret any more") << u"private"_s << QJsonObject() << 503; // none is left
}

void IdentityProviderTest::aKeyThatIsNoGoodVerifiesNothing()
{
    QFETCH(QString, keys);
    QFETCH(QJsonObject, forge);
    QFETCH(int, status);
    ServerProcess server(m_signIns.fixture().database());
    QVERIFY(m_signIns.start(server));
    QVERIFY(m_signIns.provider().change({{u"jwks"_s, keys}, {u"forge"_s, forge}}));
    QCOMPARE(m_signIns.signIn(server.http()).status, status);
}

QTEST_GUILESS_MAIN(IdentityProviderTest)
#include "IdentityProviderTest.moc"
