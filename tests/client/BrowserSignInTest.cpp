// SPDX-License-Identifier: Apache-2.0
#include "ScriptedProvider.h"
#include "TestBrowser.h"
#include "support/Await.h"

#include "client/BrowserSignIn.h"
#include "client/SignInSecrets.h"

#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using namespace keydesk::testing;

Q_DECLARE_METATYPE(ProblemCode)

namespace {

constexpr auto signedInText = "You are signed in to Keydesk.";
constexpr auto failedText = "The sign-in did not work.";
constexpr auto metadataPath = "/.well-known/openid-configuration";

/** A sign-in with a provider that does what a test says, and the browser of a person. */
struct Fixture
{
    Fixture()
    {
        QObject::connect(&signIn, &BrowserSignIn::openUrl, &signIn,
                         [this](const QUrl &url) { asked = url; });
    }

    /** Up to where the browser is needed. False if it did not come to that. */
    bool start()
    {
        asked.clear();
        future = signIn.start(provider.offer());
        return QTest::qWaitFor([this] { return !asked.isEmpty(); });
    }

    QString parameter(const QString &name) const
    {
        return QUrlQuery(asked).queryItemValue(name, QUrl::FullyDecoded);
    }

    QUrl redirectUri() const { return QUrl(parameter(u"redirect_uri"_s)); }

    /** The redirect that a provider sends; members of \a changes in place of the usual ones. */
    QUrl redirect(const QList<std::pair<QString, QString>> &changes = {}) const
    {
        QUrlQuery query{{u"code"_s, u"code-of-ada"_s},
                        {u"state"_s, parameter(u"state"_s)},
                        {u"iss"_s, provider.issuer()}};
        for (const auto &[name, value] : changes) {
            query.removeQueryItem(name);
            if (!value.isNull())
                query.addQueryItem(name, value);
        }
        QUrl url = redirectUri();
        url.setQuery(query);
        return url;
    }

    QByteArray goodToken() const
    {
        return ScriptedProvider::idToken(provider.claims(parameter(u"nonce"_s)));
    }

    bool isPortOpen() const
    {
        const QUrl uri = redirectUri();
        return !await(say(QHostAddress(uri.host()), static_cast<quint16>(uri.port()), "X\r\n\r\n"))
                    .isEmpty();
    }

    ScriptedProvider provider;
    TestBrowser browser;
    BrowserSignIn signIn;
    QUrl asked;
    QFuture<Result<IdToken>> future;
};

QUrlQuery formOf(const QByteArray &body)
{
    return QUrlQuery(QString::fromLatin1(body));
}

} // namespace

class BrowserSignInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBrowserIsAskedForWhatTheStandardsSay();
    void theCodeIsExchangedWithTheVerifier();
    void twoSignInsHaveNothingInCommon();
    void wrongAnswersDoNotEndTheSignIn_data();
    void wrongAnswersDoNotEndTheSignIn();
    void theRightAnswerTwiceIsExchangedOnce();
    void whatTheProviderRefusesIsRefused_data();
    void whatTheProviderRefusesIsRefused();
    void aProviderThatDoesNotNameItselfIsTakenIfItNeverSaidSo();
    void aTokenForAnotherSignInIsRefused_data();
    void aTokenForAnotherSignInIsRefused();
    void everyFaultOfTheTokenEndpointIsTold_data();
    void everyFaultOfTheTokenEndpointIsTold();
    void everyFaultOfTheMetadataIsTold_data();
    void everyFaultOfTheMetadataIsTold();
    void anIssuerThatIsNotSafeIsNotAsked_data();
    void anIssuerThatIsNotSafeIsNotAsked();
    void nobodyThereIsTold();
    void itCanBeCancelledAtAnyTime_data();
    void itCanBeCancelledAtAnyTime();
    void cancellingNothingDoesNothing();
    void aNewSignInCancelsTheOneBefore();
    void itEndsWhenThePersonDoesNotComeBack();
    void whoeverHearsOfTheEndMayDeleteIt();
    void whoeverIsAskedForTheBrowserMayCancel();
};

void BrowserSignInTest::theBrowserIsAskedForWhatTheStandardsSay()
{
    Fixture fixture;
    QJsonObject metadata = fixture.provider.metadata();
    metadata[u"authorization_endpoint"_s] = fixture.provider.issuer() + u"/auth?tenant=a%2Bb"_s;
    fixture.provider.setMetadata(metadata);
    QVERIFY(fixture.start());
    QCOMPARE(fixture.asked.path(), u"/auth"_s);
    QCOMPARE(fixture.parameter(u"tenant"_s), u"a+b"_s);
    QCOMPARE(fixture.parameter(u"response_type"_s), u"code"_s);
    QCOMPARE(fixture.parameter(u"client_id"_s), u"keydesk-test"_s);
    QCOMPARE(fixture.parameter(u"scope"_s), u"openid email profile"_s);
    QCOMPARE(fixture.parameter(u"code_challenge_method"_s), u"S256"_s);
    QVERIFY(fixture.redirectUri().toString().startsWith(u"http://127.0.0.1:"_s));
    QVERIFY(!QUrlQuery(fixture.asked).hasQueryItem(u"prompt"_s));
    QVERIFY(!QUrlQuery(fixture.asked).hasQueryItem(u"code_verifier"_s));
    for (const char *random : {"state", "nonce", "code_challenge"})
        QCOMPARE(fixture.parameter(QString::fromLatin1(random)).size(), 43);
}

void BrowserSignInTest::theCodeIsExchangedWithTheVerifier()
{
    Fixture fixture;
    QVERIFY(fixture.start());
    const QByteArray token = fixture.goodToken();
    fixture.provider.giveTokens(token);
    const QUrl redirect = fixture.redirect({{u"code"_s, u"a%2Bb%2F%3D%26"_s}});
    const auto page = fixture.browser.open(redirect);
    const auto result = await(fixture.future);
    QVERIFY(result);
    QCOMPARE(result->jwt().toByteArray(), token);
    QCOMPARE(QString::fromLatin1(result->nonce()), fixture.parameter(u"nonce"_s));
    QVERIFY(await(page).text.contains(signedInText));

    QCOMPARE(fixture.provider.bodies["/token"].size(), 1);
    const QUrlQuery form = formOf(fixture.provider.bodies["/token"].first());
    const auto field = [&form](const QString &name) {
        return form.queryItemValue(name, QUrl::FullyDecoded);
    };
    QCOMPARE(field(u"grant_type"_s), u"authorization_code"_s);
    QCOMPARE(field(u"code"_s), u"a+b/=&"_s);
    QCOMPARE(field(u"redirect_uri"_s), fixture.redirectUri().toString());
    QCOMPARE(field(u"client_id"_s), u"keydesk-test"_s);
    QCOMPARE(codeChallenge(SecretText(field(u"code_verifier"_s).toLatin1())),
             fixture.parameter(u"code_challenge"_s).toLatin1());
    QCOMPARE(form.queryItems().size(), 5);
}

void BrowserSignInTest::twoSignInsHaveNothingInCommon()
{
    Fixture fixture;
    QSet<QString> seen;
    for (int i = 0; i < 2; ++i) {
        QVERIFY(fixture.start());
        fixture.provider.giveTokens(fixture.goodToken());
        const auto page = fixture.browser.open(fixture.redirect());
        QVERIFY(await(fixture.future));
        QVERIFY(await(page).text.contains(signedInText));
        for (const char *random : {"state", "nonce", "code_challenge"})
            seen.insert(fixture.parameter(QString::fromLatin1(random)));
    }
    QCOMPARE(seen.size(), 6);
}

void BrowserSignInTest::wrongAnswersDoNotEndTheSignIn_data()
{
    using Changes = QList<std::pair<QString, QString>>;
    QTest::addColumn<Changes>("changes");
    const QString wrong(43, u'A');
    QTest::newRow("wrong state") << Changes{{u"state"_s, wrong}};
    QTest::newRow("no state") << Changes{{u"state"_s, QString()}};
    QTest::newRow("empty state") << Changes{{u"state"_s, u""_s}};
    QTest::newRow("said no, with a wrong state")
        << Changes{{u"state"_s, wrong}, {u"error"_s, u"access_denied"_s}};
}

void BrowserSignInTest::wrongAnswersDoNotEndTheSignIn()
{
    using Changes = QList<std::pair<QString, QString>>;
    QFETCH(const Changes, changes);
    Fixture fixture;
    QVERIFY(fixture.start());
    const Page refused = await(fixture.browser.open(fixture.redirect(changes)));
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.text.contains(failedText));
    QVERIFY(!fixture.future.isFinished());
    QVERIFY(fixture.provider.bodies["/token"].isEmpty());

    fixture.provider.giveTokens(fixture.goodToken());
    const auto page = fixture.browser.open(fixture.redirect());
    QVERIFY(await(fixture.future));
    QVERIFY(await(page).text.contains(signedInText));
}

void BrowserSignInTest::theRightAnswerTwiceIsExchangedOnce()
{
    Fixture fixture;
    QVERIFY(fixture.start());
    fixture.provider.giveTokens(fixture.goodToken());
    const auto first = fixture.browser.open(fixture.redirect());
    const auto second = fixture.browser.open(fixture.redirect());
    QVERIFY(await(fixture.future));
    QVERIFY(await(first).text.contains(signedInText));
    QVERIFY(await(second).text.contains(signedInText));
    const auto late = fixture.browser.open(fixture.redirect({{u"code"_s, u"another"_s}}));
    QVERIFY(await(late).text.contains(signedInText));
    QCOMPARE(fixture.provider.bodies["/token"].size(), 1);
}

void BrowserSignInTest::whatTheProviderRefusesIsRefused_data()
{
    using Changes = QList<std::pair<QString, QString>>;
    QTest::addColumn<Changes>("changes");
    QTest::addColumn<ProblemCode>("code");
    QTest::addColumn<QString>("detail");
    QTest::newRow("the person said no")
        << Changes{{u"code"_s, QString()}, {u"error"_s, u"access_denied"_s}}
        << ProblemCode::BrowserSignInRefused << u"access_denied"_s;
    QTest::newRow("an error and a code") << Changes{{u"error"_s, u"server_error"_s}}
                                         << ProblemCode::BrowserSignInRefused << u"server_error"_s;
    QTest::newRow("no code") << Changes{{u"code"_s, QString()}}
                             << ProblemCode::ProviderNotUnderstood << u"the redirect's code"_s;
    QTest::newRow("of another issuer")
        << Changes{{u"iss"_s, u"https://evil.example"_s}} << ProblemCode::ProviderNotUnderstood
        << u"the redirect's iss"_s;
    QTest::newRow("of nobody") << Changes{{u"iss"_s, QString()}}
                               << ProblemCode::ProviderNotUnderstood << u"the redirect's iss"_s;
    QTest::newRow("said no, of another issuer")
        << Changes{{u"iss"_s, u"https://evil.example"_s}, {u"error"_s, u"access_denied"_s}}
        << ProblemCode::ProviderNotUnderstood << u"the redirect's iss"_s;
}

void BrowserSignInTest::whatTheProviderRefusesIsRefused()
{
    using Changes = QList<std::pair<QString, QString>>;
    QFETCH(const Changes, changes);
    QFETCH(const ProblemCode, code);
    QFETCH(const QString, detail);
    Fixture fixture;
    QVERIFY(fixture.start());
    fixture.provider.giveTokens(fixture.goodToken());
    const auto page = fixture.browser.open(fixture.redirect(changes));
    const auto result = await(fixture.future);
    QVERIFY(!result);
    QCOMPARE(result.error().code, code);
    QCOMPARE(result.error().detail, detail);
    QVERIFY(await(page).text.contains(failedText));
    QVERIFY(fixture.provider.bodies["/token"].isEmpty());
}

void BrowserSignInTest::aProviderThatDoesNotNameItselfIsTakenIfItNeverSaidSo()
{
    Fixture fixture;
    QJsonObject metadata = fixture.provider.metadata();
    metadata.remove(u"authorization_response_iss_parameter_supported"_s);
    fixture.provider.setMetadata(metadata);
    QVERIFY(fixture.start());
    fixture.provider.giveTokens(fixture.goodToken());
    fixture.browser.open(fixture.redirect({{u"iss"_s, QString()}}));
    QVERIFY(await(fixture.future));
    // One that does name itself is compared all the same.
    QVERIFY(fixture.start());
    fixture.browser.open(fixture.redirect({{u"iss"_s, u"https://evil.example"_s}}));
    QVERIFY(!await(fixture.future));
}

void BrowserSignInTest::aTokenForAnotherSignInIsRefused_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("iss") << u"iss"_s << QJsonValue(u"https://evil.example"_s);
    QTest::newRow("aud") << u"aud"_s << QJsonValue(u"another"_s);
    QTest::newRow("nonce") << u"nonce"_s << QJsonValue(QString(43, u'A'));
    QTest::newRow("exp") << u"exp"_s << QJsonValue(1'000'000);
}

void BrowserSignInTest::aTokenForAnotherSignInIsRefused()
{
    QFETCH(const QString, claim);
    QFETCH(const QJsonValue, value);
    Fixture fixture;
    QVERIFY(fixture.start());
    QJsonObject claims = fixture.provider.claims(fixture.parameter(u"nonce"_s));
    claims[claim] = value;
    fixture.provider.giveTokens(ScriptedProvider::idToken(claims));
    const auto page = fixture.browser.open(fixture.redirect());
    const auto result = await(fixture.future);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ProblemCode::ProviderNotUnderstood);
    QCOMPARE(result.error().detail, u"the ID token's "_s + claim);
    QVERIFY(await(page).text.contains(failedText));
}

void BrowserSignInTest::everyFaultOfTheTokenEndpointIsTold_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ProblemCode>("code");
    using P = ScriptedProvider;
    const auto refused = ProblemCode::BrowserSignInRefused;
    const auto unreachable = ProblemCode::ProviderUnreachable;
    const auto notUnderstood = ProblemCode::ProviderNotUnderstood;
    QTest::newRow("HTML") << P::http(200, "text/html", "<h1>Welcome</h1>") << notUnderstood;
    QTest::newRow("no ID token") << P::json(200, {{u"access_token"_s, u"access"_s}})
                                 << notUnderstood;
    QTest::newRow("the code is refused")
        << P::json(400, {{u"error"_s, u"invalid_grant"_s}}) << refused;
    QTest::newRow("the client is refused")
        << P::json(401, {{u"error"_s, u"invalid_client"_s}}) << refused;
    QTest::newRow("not found") << P::http(404, "text/html", "<h1>Gone</h1>") << notUnderstood;
    QTest::newRow("internal error") << P::http(500, "text/html", "<h1>Oh</h1>") << notUnderstood;
    QTest::newRow("a proxy's error") << P::http(503, "text/html", "<h1>No</h1>") << unreachable;
    QTest::newRow("another success") << P::json(201, {}) << notUnderstood;
    QTest::newRow("a redirect") << QByteArray("HTTP/1.1 307 X\r\nLocation: /elsewhere\r\n"
                                              "Content-Length: 0\r\n\r\n")
                                << notUnderstood;
    QTest::newRow("cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"id_t")
                         << unreachable;
    QTest::newRow("too long") << P::http(200, "application/json", QByteArray(5'000'000, ' '))
                              << notUnderstood;
    QTest::newRow("silence") << QByteArray() << unreachable;
}

void BrowserSignInTest::everyFaultOfTheTokenEndpointIsTold()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const ProblemCode, code);
    Fixture fixture;
    fixture.signIn.setAnswerTimeout(std::chrono::milliseconds(200));
    QVERIFY(fixture.start());
    if (!answer.isEmpty())
        fixture.provider.answers["/token"] = answer;
    const auto page = fixture.browser.open(fixture.redirect());
    const auto result = await(fixture.future);
    QVERIFY(!result);
    QCOMPARE(result.error().code, code);
    QVERIFY(await(page).text.contains(failedText));
    QVERIFY(fixture.provider.bodies["/elsewhere"].isEmpty());
}

void BrowserSignInTest::everyFaultOfTheMetadataIsTold_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ProblemCode>("code");
    using P = ScriptedProvider;
    const auto unreachable = ProblemCode::ProviderUnreachable;
    const auto notUnderstood = ProblemCode::ProviderNotUnderstood;
    const P other;
    QTest::newRow("of another issuer") << P::json(200, other.metadata()) << notUnderstood;
    QTest::newRow("HTML") << P::http(200, "text/html", "<h1>Welcome</h1>") << notUnderstood;
    QTest::newRow("not found") << P::http(404, "text/html", "<h1>Gone</h1>") << notUnderstood;
    QTest::newRow("a proxy's error") << P::http(502, "text/html", "<h1>No</h1>") << unreachable;
    QTest::newRow("a redirect") << QByteArray("HTTP/1.1 302 X\r\nLocation: /elsewhere\r\n"
                                              "Content-Length: 0\r\n\r\n")
                                << notUnderstood;
    QTest::newRow("long") << P::http(200, "application/json", QByteArray(300'000, ' '))
                          << notUnderstood;
    QTest::newRow("silence") << QByteArray() << unreachable;
}

void BrowserSignInTest::everyFaultOfTheMetadataIsTold()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const ProblemCode, code);
    Fixture fixture;
    fixture.signIn.setAnswerTimeout(std::chrono::milliseconds(200));
    fixture.provider.answers.remove(metadataPath);
    if (!answer.isEmpty())
        fixture.provider.answers[metadataPath] = answer;
    const auto result = await(fixture.signIn.start(fixture.provider.offer()));
    QVERIFY(!result);
    QCOMPARE(result.error().code, code);
    QVERIFY(fixture.asked.isEmpty());
    QVERIFY(fixture.provider.bodies["/elsewhere"].isEmpty());
}

void BrowserSignInTest::anIssuerThatIsNotSafeIsNotAsked_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::newRow("http") << u"http://login.example.org"_s;
    QTest::newRow("nearly this computer") << u"http://localhost.example.org"_s;
    QTest::newRow("with a password") << u"https://user:word@login.example.org"_s;
    QTest::newRow("with a query") << u"https://login.example.org/?a=b"_s;
    QTest::newRow("with a fragment") << u"https://login.example.org/#a"_s;
    QTest::newRow("no scheme") << u"login.example.org"_s;
    QTest::newRow("a file") << u"file:///etc/passwd"_s;
    QTest::newRow("empty") << QString();
}

void BrowserSignInTest::anIssuerThatIsNotSafeIsNotAsked()
{
    QFETCH(const QString, issuer);
    BrowserSignIn signIn;
    const auto future = signIn.start({issuer, u"keydesk-test"_s});
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().code, ProblemCode::ProviderNotUnderstood);
}

void BrowserSignInTest::nobodyThereIsTold()
{
    OidcOffer gone;
    {
        const ScriptedProvider provider;
        gone = provider.offer();
    }
    BrowserSignIn signIn;
    QCOMPARE(await(signIn.start(gone)).error().code, ProblemCode::ProviderUnreachable);
}

void BrowserSignInTest::itCanBeCancelledAtAnyTime_data()
{
    QTest::addColumn<QByteArray>("waitsFor");
    QTest::newRow("while the metadata are waited for") << QByteArray(metadataPath);
    QTest::newRow("while the person is waited for") << QByteArray();
    QTest::newRow("while the tokens are waited for") << QByteArray("/token");
}

void BrowserSignInTest::itCanBeCancelledAtAnyTime()
{
    QFETCH(const QByteArray, waitsFor);
    Fixture fixture;
    QFuture<Page> page;
    if (waitsFor == metadataPath) {
        fixture.provider.answers.remove(metadataPath);
        fixture.future = fixture.signIn.start(fixture.provider.offer());
    } else {
        QVERIFY(fixture.start());
    }
    if (waitsFor == "/token")
        page = fixture.browser.open(fixture.redirect());
    QTRY_VERIFY(waitsFor.isEmpty() || fixture.provider.bodies.contains(waitsFor));
    QVERIFY(!fixture.future.isFinished());
    fixture.signIn.cancel();
    QVERIFY(fixture.future.isFinished());
    QCOMPARE(fixture.future.result().error().code, ProblemCode::BrowserSignInCancelled);
    if (waitsFor == "/token")
        QVERIFY(await(page).text.contains(failedText));
    if (waitsFor.isEmpty())
        QVERIFY(!fixture.isPortOpen());

    // And it works the next time.
    fixture.provider.setMetadata(fixture.provider.metadata());
    QVERIFY(fixture.start());
    fixture.provider.giveTokens(fixture.goodToken());
    fixture.browser.open(fixture.redirect());
    QVERIFY(await(fixture.future));
}

void BrowserSignInTest::cancellingNothingDoesNothing()
{
    Fixture fixture;
    fixture.signIn.cancel();
    QVERIFY(fixture.start());
    fixture.provider.giveTokens(fixture.goodToken());
    const auto page = fixture.browser.open(fixture.redirect());
    QTRY_VERIFY(fixture.future.isFinished());
    fixture.signIn.cancel();
    QVERIFY(fixture.future.result());
    QVERIFY(await(page).text.contains(signedInText));
}

void BrowserSignInTest::aNewSignInCancelsTheOneBefore()
{
    Fixture fixture;
    QVERIFY(fixture.start());
    const auto before = fixture.future;
    const QUrl redirectBefore = fixture.redirect();
    QVERIFY(fixture.start());
    QCOMPARE(before.result().error().code, ProblemCode::BrowserSignInCancelled);
    QCOMPARE(await(fixture.browser.open(redirectBefore)).status, 0);
    fixture.provider.giveTokens(fixture.goodToken());
    fixture.browser.open(fixture.redirect());
    QVERIFY(await(fixture.future));
}

void BrowserSignInTest::itEndsWhenThePersonDoesNotComeBack()
{
    Fixture fixture;
    fixture.signIn.setTimeout(std::chrono::milliseconds(300));
    QVERIFY(fixture.start());
    QCOMPARE(await(fixture.future).error().code, ProblemCode::BrowserSignInTimedOut);
    QVERIFY(!fixture.isPortOpen());
    // Nor does the provider get more time by being silent.
    fixture.provider.answers.remove(metadataPath);
    QCOMPARE(await(fixture.signIn.start(fixture.provider.offer())).error().code,
             ProblemCode::BrowserSignInTimedOut);
}

void BrowserSignInTest::whoeverHearsOfTheEndMayDeleteIt()
{
    Fixture fixture;
    auto owned = std::make_unique<BrowserSignIn>();
    connect(owned.get(), &BrowserSignIn::openUrl, this,
            [&fixture](const QUrl &url) { fixture.asked = url; });
    fixture.future = owned->start(fixture.provider.offer());
    QTRY_VERIFY(!fixture.asked.isEmpty());
    fixture.provider.giveTokens(fixture.goodToken());
    bool deleted = false;
    fixture.future.then(this, [&](const Result<IdToken> &) {
        owned.reset();
        deleted = true;
    });
    fixture.browser.open(fixture.redirect());
    QTRY_VERIFY(deleted);

    owned = std::make_unique<BrowserSignIn>();
    const auto abandoned = owned->start(fixture.provider.offer());
    owned.reset();
    QVERIFY(abandoned.isFinished());
    QCOMPARE(abandoned.result().error().code, ProblemCode::BrowserSignInCancelled);
}

void BrowserSignInTest::whoeverIsAskedForTheBrowserMayCancel()
{
    const ScriptedProvider provider;
    BrowserSignIn signIn;
    connect(&signIn, &BrowserSignIn::openUrl, &signIn, &BrowserSignIn::cancel);
    QCOMPARE(await(signIn.start(provider.offer())).error().code,
             ProblemCode::BrowserSignInCancelled);
    auto owned = std::make_unique<BrowserSignIn>();
    connect(owned.get(), &BrowserSignIn::openUrl, this, [&owned] { owned.reset(); });
    QCOMPARE(await(owned->start(provider.offer())).error().code,
             ProblemCode::BrowserSignInCancelled);
}

QTEST_GUILESS_MAIN(BrowserSignInTest)
#include "BrowserSignInTest.moc"
