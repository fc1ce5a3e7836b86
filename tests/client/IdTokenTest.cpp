// SPDX-License-Identifier: Apache-2.0
#include "client/IdToken.h"
#include "client/OidcDiscovery.h"
#include "client/RedirectAnswer.h"
#include "client/SignInSecrets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;

namespace {

const QString issuer = u"https://login.example.org/tenant"_s;
const QString clientId = u"keydesk"_s;
const QDateTime now = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);

QJsonObject goodClaims()
{
    return {{u"iss"_s, issuer},
            {u"aud"_s, clientId},
            {u"nonce"_s, u"the-nonce"_s},
            {u"exp"_s, now.toSecsSinceEpoch() + 300}};
}

QByteArray base64(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray tokenOf(const QJsonObject &claims)
{
    return "e30." + base64(QJsonDocument(claims).toJson()) + ".c2ln";
}

Result<Done> check(const QByteArray &token)
{
    const SecretText nonce("the-nonce");
    return checkIdToken(token,
                        {.issuer = issuer, .clientId = clientId, .nonce = nonce, .now = now});
}

QJsonObject goodMetadata()
{
    return {{u"issuer"_s, issuer},
            {u"authorization_endpoint"_s, u"https://login.example.org/auth?tenant=1"_s},
            {u"token_endpoint"_s, u"https://token.example.org/token"_s},
            {u"code_challenge_methods_supported"_s, QJsonArray{u"plain"_s, u"S256"_s}}};
}

} // namespace

/** What a provider says, as values: no network. */
class IdTokenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenForThisSignInIsTaken_data();
    void aTokenForThisSignInIsTaken();
    void aTokenForAnythingElseIsRefused_data();
    void aTokenForAnythingElseIsRefused();
    void whatIsNoTokenIsRefused_data();
    void whatIsNoTokenIsRefused();
    void onlyTheIdTokenIsTakenAndNoTokenIsLeft_data();
    void onlyTheIdTokenIsTakenAndNoTokenIsLeft();
    void anAnswerWithoutAnIdTokenIsRefused_data();
    void anAnswerWithoutAnIdTokenIsRefused();
    void aRedirectIsReadAsItWasWritten();
    void anAmbiguousRedirectIsNoAnswer_data();
    void anAmbiguousRedirectIsNoAnswer();
    void anErrorThatIsNoCodeIsNotShown();
    void aProviderIsBelievedOnlyIfItIsSafe_data();
    void aProviderIsBelievedOnlyIfItIsSafe();
    void theChallengeIsThatOfTheStandardsExample();
    void everySecretIsNewAndLongEnough();
};

void IdTokenTest::aTokenForThisSignInIsTaken_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::newRow("plain") << QJsonObject{};
    QTest::newRow("a list of one") << QJsonObject{{u"aud"_s, QJsonArray{clientId}}};
    QTest::newRow("one of several, and the one that asked")
        << QJsonObject{{u"aud"_s, QJsonArray{u"other"_s, clientId}}, {u"azp"_s, clientId}};
    QTest::newRow("just over, by a clock that is a little off")
        << QJsonObject{{u"exp"_s, now.toSecsSinceEpoch() - 59}};
}

void IdTokenTest::aTokenForThisSignInIsTaken()
{
    QFETCH(const QJsonObject, changes);
    QJsonObject claims = goodClaims();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        claims[it.key()] = it.value();
    QVERIFY(check(tokenOf(claims)));
}

void IdTokenTest::aTokenForAnythingElseIsRefused_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const QString &claim, const QJsonValue &value) {
        QTest::newRow(name) << claim << value;
    };
    row("another issuer", u"iss"_s, u"https://evil.example"_s);
    row("nearly the issuer", u"iss"_s, issuer + u'/');
    row("no issuer", u"iss"_s, QJsonValue::Undefined);
    row("another audience", u"aud"_s, u"somebody-else"_s);
    row("no audience", u"aud"_s, QJsonValue::Undefined);
    row("an empty list", u"aud"_s, QJsonArray{});
    row("several, and none asked", u"aud"_s, QJsonArray{clientId, u"other"_s});
    row("an audience of the wrong type", u"aud"_s, QJsonObject{{clientId, true}});
    row("asked for by another", u"azp"_s, u"somebody-else"_s);
    row("asked for by nothing", u"azp"_s, QJsonValue::Null);
    row("another nonce", u"nonce"_s, u"another-o"_s);
    row("a longer nonce", u"nonce"_s, u"the-nonce-and-more"_s);
    row("an empty nonce", u"nonce"_s, u""_s);
    row("no nonce", u"nonce"_s, QJsonValue::Undefined);
    row("over", u"exp"_s, now.toSecsSinceEpoch() - 60);
    row("an end as text", u"exp"_s, u"9999999999"_s);
    row("no end", u"exp"_s, QJsonValue::Undefined);
}

void IdTokenTest::aTokenForAnythingElseIsRefused()
{
    QFETCH(const QString, claim);
    QFETCH(const QJsonValue, value);
    QJsonObject claims = goodClaims();
    claims[claim] = value;
    const auto checked = check(tokenOf(claims));
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ProblemCode::ProviderNotUnderstood);
    const QString named = claim == u"azp"_s ? u"aud"_s : claim;
    QCOMPARE(checked.error().detail, u"the ID token's "_s + named);
}

void IdTokenTest::whatIsNoTokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("token");
    const QByteArray claims = base64(QJsonDocument(goodClaims()).toJson());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("two parts") << "e30." + claims;
    QTest::newRow("four parts") << "e30." + claims + ".a.b";
    QTest::newRow("no base64url") << "e30." + claims + "+.c2ln";
    QTest::newRow("a space") << "e30." + claims + ".c2 ln";
    QTest::newRow("broken base64") << "e30." + claims.first(5) + ".c2ln";
    QTest::newRow("no JSON") << "e30." + base64("claims") + ".c2ln";
    QTest::newRow("a list") << "e30." + base64("[]") + ".c2ln";
    QTest::newRow("too long") << "e30." + claims + '.' + QByteArray(40'000, 'a');
}

void IdTokenTest::whatIsNoTokenIsRefused()
{
    QFETCH(const QByteArray, token);
    QVERIFY(!check(token));
}

void IdTokenTest::onlyTheIdTokenIsTakenAndNoTokenIsLeft_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("usual") << QByteArray(
        R"({"access_token":"access","id_token":"a.b.c","refresh_token":"refresh"})");
    QTest::newRow("with space") << QByteArray("{ \"refresh_token\" :\r\n\t\"refresh\" ,"
                                              " \"id_token\" : \"a.b.c\" }");
    QTest::newRow("its name in a value") << QByteArray(R"({"scope":"id_token","id_token":"a.b.c",)"
                                                       R"("note":"\"id_token\":\"x.y.z\""})");
    QTest::newRow("a quote in another token")
        << QByteArray(R"({"access_token":"acc\"ess","id_token":"a.b.c"})");
}

void IdTokenTest::onlyTheIdTokenIsTakenAndNoTokenIsLeft()
{
    QFETCH(QByteArray, body);
    body.detach();
    const auto taken = takeIdToken(body);
    QVERIFY(taken);
    QCOMPARE(taken->view().toByteArray(), QByteArray("a.b.c"));
    for (const char *secret : {"\"a.b.c", "access\"", "ess\"", "refresh\""})
        QVERIFY2(!body.contains(secret), body.constData());
}

void IdTokenTest::anAnswerWithoutAnIdTokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("none") << QByteArray(R"({"access_token":"access"})");
    QTest::newRow("empty") << QByteArray(R"({"id_token":""})");
    QTest::newRow("of another type") << QByteArray(R"({"id_token":["a.b.c"]})");
    QTest::newRow("only further in") << QByteArray(R"({"more":{"id_token":"a.b.c"}})");
    QTest::newRow("cut") << QByteArray(R"({"id_token":"a.b.c)");
    QTest::newRow("cut after it") << QByteArray(R"({"id_token":"a.b.c",)");
    QTest::newRow("cut before it") << QByteArray(R"({"id_token" )");
    QTest::newRow("a list") << QByteArray(R"(["id_token","a.b.c"])");
    QTest::newRow("HTML") << QByteArray("<h1>id_token</h1>");
    QTest::newRow("nothing") << QByteArray();
}

void IdTokenTest::anAnswerWithoutAnIdTokenIsRefused()
{
    QFETCH(QByteArray, body);
    body.detach();
    const auto taken = takeIdToken(body);
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ProblemCode::ProviderNotUnderstood);
}

void IdTokenTest::aRedirectIsReadAsItWasWritten()
{
    const auto answer = RedirectAnswer::parse(
        "code=a%2Bb%2fc+d&state=s-t&x&=&iss=https%3A%2F%2Flogin.example.org%2Ftenant&codes=z");
    QVERIFY(answer);
    QCOMPARE(answer->code.view().toByteArray(), QByteArray("a+b/c d"));
    QCOMPARE(answer->state.view().toByteArray(), QByteArray("s-t"));
    QCOMPARE(answer->issuer, issuer.toLatin1());
    QVERIFY(answer->error.isEmpty());
}

void IdTokenTest::anAmbiguousRedirectIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("two states") << QByteArray("state=right&code=c&state=wrong");
    QTest::newRow("two codes") << QByteArray("state=s&code=c&code=d");
    QTest::newRow("two issuers") << QByteArray("state=s&iss=a&iss=a");
    QTest::newRow("cut encoding") << QByteArray("state=s&code=%4");
    QTest::newRow("wrong encoding") << QByteArray("state=s&code=%zz");
    QTest::newRow("a sign in an encoding") << QByteArray("state=s&code=%+1");
}

void IdTokenTest::anAmbiguousRedirectIsNoAnswer()
{
    QFETCH(const QByteArray, query);
    QVERIFY(!RedirectAnswer::parse(query));
}

void IdTokenTest::anErrorThatIsNoCodeIsNotShown()
{
    QCOMPARE(RedirectAnswer::parse("error=access_denied")->error, QByteArray("access_denied"));
    QCOMPARE(RedirectAnswer::parse("error=Call+555+now")->error, QByteArray("unnamed"));
    QCOMPARE(RedirectAnswer::parse("error=" + QByteArray(65, 'a'))->error, QByteArray("unnamed"));
}

void IdTokenTest::aProviderIsBelievedOnlyIfItIsSafe_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("believed");
    const auto row = [](const char *name, const QString &member, const QJsonValue &value,
                        bool believed = false) {
        QTest::newRow(name) << member << value << believed;
    };
    const QString authorization = u"authorization_endpoint"_s;
    const QString token = u"token_endpoint"_s;
    const QString methods = u"code_challenge_methods_supported"_s;
    row("as it should be", u"scopes_supported"_s, QJsonArray{}, true);
    row("another issuer", u"issuer"_s, u"https://login.example.org"_s);
    row("a slash more", u"issuer"_s, issuer + u'/');
    row("no issuer", u"issuer"_s, QJsonValue::Undefined);
    row("sign-in over http", authorization, u"http://login.example.org/auth"_s);
    row("sign-in over something else", authorization, u"javascript:alert(1)"_s);
    row("sign-in by a file", authorization, u"file:///etc/passwd"_s);
    row("no sign-in", authorization, QJsonValue::Undefined);
    row("tokens over http", token, u"http://token.example.org/token"_s);
    row("tokens of this computer", token, u"http://127.0.0.1:8080/token"_s);
    row("tokens with a password", token, u"https://user:word@token.example.org/token"_s);
    row("tokens with a fragment", token, u"https://token.example.org/token#here"_s);
    row("tokens without a host", token, u"https:///token"_s);
    row("tokens somewhere", token, u"/token"_s);
    row("tokens nowhere", token, 1);
    row("plain PKCE only", methods, QJsonArray{u"plain"_s});
    row("no PKCE", methods, QJsonValue::Undefined);
}

void IdTokenTest::aProviderIsBelievedOnlyIfItIsSafe()
{
    QFETCH(const QString, member);
    QFETCH(const QJsonValue, value);
    QFETCH(const bool, believed);
    QJsonObject metadata = goodMetadata();
    metadata[member] = value;
    const auto provider = providerFrom(metadata, issuer);
    QCOMPARE(provider.has_value(), believed);
    if (!believed)
        QCOMPARE(provider.error().code, ProblemCode::ProviderNotUnderstood);
}

void IdTokenTest::theChallengeIsThatOfTheStandardsExample()
{
    // RFC 7636, appendix B.
    QCOMPARE(codeChallenge(SecretText("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")),
             QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
}

void IdTokenTest::everySecretIsNewAndLongEnough()
{
    QSet<QByteArray> made;
    for (int i = 0; i < 100; ++i) {
        const SecretText text = randomText();
        QCOMPARE(text.view().size(), 43);
        const auto bytes = QByteArray::fromBase64Encoding(
            text.view().toByteArray(),
            QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
        QVERIFY(bytes);
        QCOMPARE(bytes.decoded.size(), 32);
        made.insert(text.view().toByteArray());
    }
    QCOMPARE(made.size(), 100);
}

QTEST_GUILESS_MAIN(IdTokenTest)
#include "IdTokenTest.moc"
