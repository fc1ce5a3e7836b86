// SPDX-License-Identifier: Apache-2.0
#include "TestBrowser.h"
#include "support/Await.h"
#include "support/NetworkThreads.h"
#include "support/OidcProvider.h"

#include "client/BrowserSignIn.h"

#include <QFile>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using namespace keydesk::testing;

namespace {

QByteArray logged;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    logged += message.toUtf8() + '\n';
}

QJsonObject claimsOf(QByteArrayView jwt)
{
    const auto part = jwt.toByteArray().split('.').value(1);
    return QJsonDocument::fromJson(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding))
        .object();
}

} // namespace

/** With a provider that others have written, and a browser that goes where it sends it. */
class BrowserSignInProviderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void aPersonSignsIn();
    void anotherPersonSignsInAfterwards();
    void aPersonWhoSaysNoIsNotSignedIn();
    void aTokenForAnotherSignInIsRefused_data();
    void aTokenForAnotherSignInIsRefused();
    void everyFaultOfTheProviderIsTold_data();
    void everyFaultOfTheProviderIsTold();
    void aProviderBehindAPrivateAuthorityNeedsTheConnectionsTrust();
    void noSecretIsLogged();

private:
    struct Outcome
    {
        Result<IdToken> result;
        Page page;
        QUrl asked;
    };

    /** The whole way, as a person with a new browser goes it; \a authority: PEM. */
    static Outcome signIn(const OidcProvider &provider, const QByteArray &authority = {});
    Outcome signIn() const { return signIn(m_provider); }
    static OidcOffer offer(const OidcProvider &provider)
    {
        return {provider.issuer(), OidcProvider::clientId()};
    }

    OidcProvider m_provider;
};

void BrowserSignInProviderTest::initTestCase()
{
    QVERIFY(m_provider.start());
}

void BrowserSignInProviderTest::init()
{
    QVERIFY(m_provider.reset());
}

BrowserSignInProviderTest::Outcome BrowserSignInProviderTest::signIn(const OidcProvider &provider,
                                                                     const QByteArray &authority)
{
    TestBrowser browser;
    browser.trust(authority);
    BrowserSignIn signIn;
    signIn.setCertificateAuthority(authority);
    QFuture<Page> page;
    QUrl asked;
    connect(&signIn, &BrowserSignIn::openUrl, &signIn, [&](const QUrl &url) {
        asked = url;
        page = browser.open(url);
    });
    Result<IdToken> result = await(signIn.start(offer(provider)));
    return {std::move(result), await(page), asked};
}

void BrowserSignInProviderTest::aPersonSignsIn()
{
    const Outcome outcome = signIn();
    QVERIFY(outcome.result);
    const QJsonObject claims = claimsOf(outcome.result->jwt());
    QCOMPARE(claims.value(u"email"_s).toString(), u"ada@example.org"_s);
    QCOMPARE(claims.value(u"nonce"_s).toString(), QString::fromLatin1(outcome.result->nonce()));
    QCOMPARE(outcome.page.status, 200);
    QCOMPARE(outcome.page.url.path(), u"/result"_s);
    QVERIFY(outcome.page.text.contains("You are signed in to Keydesk."));
}

void BrowserSignInProviderTest::anotherPersonSignsInAfterwards()
{
    for (const QString &name : {u"ada"_s, u"grace"_s}) {
        QVERIFY(m_provider.change({{u"account"_s, name}}));
        const Outcome outcome = signIn();
        QVERIFY(outcome.result);
        QCOMPARE(claimsOf(outcome.result->jwt()).value(u"email"_s).toString(),
                 name + u"@example.org"_s);
    }
}

void BrowserSignInProviderTest::aPersonWhoSaysNoIsNotSignedIn()
{
    QVERIFY(m_provider.change({{u"account"_s, u"nobody"_s}}));
    const Outcome outcome = signIn();
    QVERIFY(!outcome.result);
    QCOMPARE(outcome.result.error().code, ProblemCode::BrowserSignInRefused);
    QCOMPARE(outcome.result.error().detail, u"access_denied"_s);
    QVERIFY(outcome.page.text.contains("The sign-in did not work."));
}

void BrowserSignInProviderTest::aTokenForAnotherSignInIsRefused_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("another issuer") << u"iss"_s << QJsonValue(u"https://evil.example"_s);
    QTest::newRow("another audience") << u"aud"_s << QJsonValue(u"another"_s);
    QTest::newRow("another nonce") << u"nonce"_s << QJsonValue(u"another"_s);
    QTest::newRow("no nonce") << u"nonce"_s << QJsonValue(QJsonValue::Null);
    QTest::newRow("over") << u"exp"_s << QJsonValue(1'000'000);
}

void BrowserSignInProviderTest::aTokenForAnotherSignInIsRefused()
{
    QFETCH(const QString, claim);
    QFETCH(const QJsonValue, value);
    QVERIFY(
        m_provider.change({{u"forge"_s, QJsonObject{{u"claims"_s, QJsonObject{{claim, value}}}}}}));
    const Outcome outcome = signIn();
    QVERIFY(!outcome.result);
    QCOMPARE(outcome.result.error().code, ProblemCode::ProviderNotUnderstood);
    QCOMPARE(outcome.result.error().detail, u"the ID token's "_s + claim);
    QVERIFY(outcome.page.text.contains("The sign-in did not work."));
}

void BrowserSignInProviderTest::everyFaultOfTheProviderIsTold_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("code");
    const auto unreachable = static_cast<int>(ProblemCode::ProviderUnreachable);
    const auto notUnderstood = static_cast<int>(ProblemCode::ProviderNotUnderstood);
    QTest::newRow("error") << u"error"_s << notUnderstood;
    QTest::newRow("redirect") << u"redirect"_s << notUnderstood;
    QTest::newRow("garbled") << u"garbled"_s << notUnderstood;
    QTest::newRow("strange") << u"strange"_s << notUnderstood;
    QTest::newRow("huge") << u"huge"_s << notUnderstood;
    QTest::newRow("cut") << u"cut"_s << unreachable;
    // Never silent for long, and never done.
    QTest::newRow("slow") << u"slow"_s << static_cast<int>(ProblemCode::BrowserSignInTimedOut);
}

void BrowserSignInProviderTest::everyFaultOfTheProviderIsTold()
{
    QFETCH(const QString, kind);
    QFETCH(const int, code);
    QVERIFY(m_provider.change(
        {{u"fault"_s,
          QJsonObject{{u"path"_s, u"/.well-known/openid-configuration"_s}, {u"kind"_s, kind}}}}));
    BrowserSignIn signIn;
    signIn.setTimeout(std::chrono::seconds(1));
    const auto result = await(signIn.start(offer(m_provider)));
    QVERIFY(!result);
    QCOMPARE(static_cast<int>(result.error().code), code);
}

void BrowserSignInProviderTest::aProviderBehindAPrivateAuthorityNeedsTheConnectionsTrust()
{
    const QTemporaryDir folder;
    const TestCertificate certificate = makeCertificate(folder.path(), u"provider"_s);
    OidcProvider provider;
    QVERIFY(provider.start(certificate));
    BrowserSignIn without;
    const auto refused = await(without.start(offer(provider)));
    QCOMPARE(refused.error().code, ProblemCode::ProviderCertificateRejected);
    QVERIFY(!refused.error().reason.isEmpty());
    QFile file(certificate.certificateFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(signIn(provider, file.readAll()).result);
}

void BrowserSignInProviderTest::noSecretIsLogged()
{
    logged.clear();
    QLoggingCategory::setFilterRules(u"*=true"_s); // Qt's own too
    const QtMessageHandler before = qInstallMessageHandler(keepLog);
    qDebug("the log is kept");
    const Outcome outcome = signIn();
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QVERIFY(outcome.result);
    QVERIFY(logged.contains("the log is kept"));
    QList<QByteArray> secrets{outcome.result->jwt().toByteArray(),
                              outcome.result->nonce().toByteArray(), "code=", "code_verifier"};
    for (const QString &name : {u"state"_s, u"code_challenge"_s})
        secrets.append(QUrlQuery(outcome.asked).queryItemValue(name).toLatin1());
    for (const QByteArray &secret : secrets) {
        QVERIFY(!secret.isEmpty());
        QVERIFY2(!logged.contains(secret), "a secret was logged");
    }
}

void BrowserSignInProviderTest::cleanupTestCase()
{
    QTRY_VERIFY(!testing::hasNetworkThreads());
}

QTEST_GUILESS_MAIN(BrowserSignInProviderTest)
#include "BrowserSignInProviderTest.moc"
