// SPDX-License-Identifier: Apache-2.0
// Signing in with the ID token of an OpenID provider, a real one: which tokens are good, and whom
// they sign in.
#include "BrowserSignIns.h"

#include <QJsonArray>
#include <QTest>

#include <future>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

qint64 secondsFromNow(qint64 seconds)
{
    return QDateTime::currentSecsSinceEpoch() + seconds;
}

} // namespace

class BrowserSignInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void theServerSaysWhereToSignIn();
    void withoutAProviderThereIsNoSuchSignIn();
    void whoSignedInThereIsSignedInHere_data();
    void whoSignedInThereIsSignedInHere();
    void aTokenThatIsNotForThisSignInIsRefused_data();
    void aTokenThatIsNotForThisSignInIsRefused();
    void whatTheStandardAllowsIsTaken_data();
    void whatTheStandardAllowsIsTaken();
    void aNonceIsGoodOnce();
    void anAddressThatIsNotVerifiedIsNobodys();
    void whoIsOnNoPlatformIsNoMember();
    void aMemberIsKnownByTheirSubjectFromThenOn();
    void anotherAccountWithTheSameAddressIsSomebodyElse();
    void removingAMemberForgetsTheirAccount();
    void membersFollowToAnotherProvider();
    void firstSignInsAtTheSameTimeAreOneMember();
    void badBodiesAreRefused_data();
    void badBodiesAreRefused();
    void fiveRefusalsFromAnAddressSlowItDown();
    void oldNoncesAreForgotten();
    void nothingSecretIsInTheLogOrAFile();

private:
    BrowserSignIns m_signIns;
};

void BrowserSignInTest::initTestCase()
{
    QVERIFY(m_signIns.start());
}

void BrowserSignInTest::init()
{
    QVERIFY(m_signIns.reset());
}

void BrowserSignInTest::theServerSaysWhereToSignIn()
{
    const QJsonObject server = m_signIns.http().send({.path = "/admin/v1/server"}).json();
    QCOMPARE(server[u"signInMethods"_s].toArray(),
             QJsonArray({u"local"_s, u"password"_s, u"browser"_s}));
    QCOMPARE(server[u"oidc"_s].toObject(),
             QJsonObject({{u"issuer"_s, m_signIns.provider().issuer()},
                          {u"clientId"_s, u"keydesk-test"_s}}));
}

void BrowserSignInTest::withoutAProviderThereIsNoSuchSignIn()
{
    ServerProcess server(m_signIns.fixture().database());
    QVERIFY(server.start());
    const HttpAnswer answer = m_signIns.signIn(server.http());
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.problem(), u"not-found"_s);
    QVERIFY(!server.http().send({.path = "/admin/v1/server"}).json().contains(u"oidc"_s));
}

void BrowserSignInTest::whoSignedInThereIsSignedInHere_data()
{
    QTest::addColumn<QString>("algorithm");
    for (const QString &algorithm : {u"RS256"_s, u"ES256"_s, u"EdDSA"_s})
        QTest::newRow(qPrintable(algorithm)) << algorithm;
}

void BrowserSignInTest::whoSignedInThereIsSignedInHere()
{
    QFETCH(QString, algorithm);
    QVERIFY(m_signIns.provider().change({{u"alg"_s, algorithm}}));
    const HttpAnswer answer = m_signIns.signIn();
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
    QCOMPARE(answer.json().keys(),
             QStringList({u"accessToken"_s, u"expiresIn"_s, u"refreshToken"_s}));
    QCOMPARE(m_signIns.memberOf(answer), m_signIns.ada());
    const QByteArray refresh = answer.json()[u"refreshToken"_s].toString().toLatin1();
    const HttpAnswer renewed =
        m_signIns.http().send({.method = "POST",
                               .path = "/admin/v1/sessions/refresh",
                               .headers = {{"Content-Type", "application/json"}},
                               .body = R"({"refreshToken":")" + refresh + R"("})"});
    QCOMPARE(renewed.status, 200);
    QCOMPARE(m_signIns.memberOf(renewed), m_signIns.ada());
}

void BrowserSignInTest::aTokenThatIsNotForThisSignInIsRefused_data()
{
    QTest::addColumn<QJsonObject>("forge");
    QTest::addColumn<QString>("reason");
    const auto claims = [](const char *name, const QJsonObject &object,
                           const QString &reason = u"invalid"_s) {
        QTest::newRow(name) << QJsonObject{{u"claims"_s, object}} << reason;
    };
    const auto header = [](const char *name, const QJsonObject &object) {
        QTest::newRow(name) << QJsonObject{{u"header"_s, object}} << u"invalid"_s;
    };
    const QJsonValue nothing = QJsonValue::Null;
    claims("for another client", {{u"aud"_s, u"another"_s}});
    claims("for none", {{u"aud"_s, nothing}});
    claims("for many, and none said to have asked",
           {{u"aud"_s, QJsonArray{u"keydesk-test"_s, u"another"_s}}});
    claims("for us, but another asked", {{u"azp"_s, u"another"_s}});
    claims("of another issuer", {{u"iss"_s, u"https://issuer.example"_s}});
    claims("of no issuer", {{u"iss"_s, nothing}});
    claims("about nobody", {{u"sub"_s, u""_s}});
    claims("about a number", {{u"sub"_s, 7}});
    claims("with another nonce", {{u"nonce"_s, QString::fromLatin1(newNonce())}});
    claims("without a nonce", {{u"nonce"_s, nothing}});
    claims("without an end", {{u"exp"_s, nothing}});
    claims("without a begin", {{u"iat"_s, nothing}});
    claims("with a text for a time", {{u"exp"_s, u"4000000000"_s}});
    claims("over", {{u"exp"_s, secondsFromNow(-70)}}, u"expired"_s);
    claims("issued long ago", {{u"iat"_s, secondsFromNow(-700)}}, u"expired"_s);
    claims("issued in the future", {{u"iat"_s, secondsFromNow(300)}});
    claims("not good yet", {{u"nbf"_s, secondsFromNow(300)}});
    header("an access token", {{u"typ"_s, u"at+jwt"_s}});
    header("with a rule that is not known", {{u"crit"_s, QJsonArray{u"b64"_s}}});
    header("of another key of the provider's", {{u"kid"_s, 7}});
    header("of one of several keys", {{u"kid"_s, nothing}});
    header("another kind of RSA", {{u"alg"_s, u"RS512"_s}});
    header("said to be of another algorithm", {{u"alg"_s, u"ES256"_s}});
    QTest::newRow("not signed") << QJsonObject{{u"alg"_s, u"none"_s}} << u"invalid"_s;
    QTest::newRow("the public key as a secret")
        << QJsonObject{{u"alg"_s, u"HS256"_s}} << u"invalid"_s;
    QTest::newRow("by somebody else's key")
        << QJsonObject{{u"key"_s, u"strange"_s}} << u"invalid"_s;
}

void BrowserSignInTest::aTokenThatIsNotForThisSignInIsRefused()
{
    QFETCH(QJsonObject, forge);
    QFETCH(QString, reason);
    ServerProcess server(m_signIns.fixture().database());
    QVERIFY(m_signIns.start(server));
    for (const QString &algorithm : {u"RS256"_s, u"ES256"_s, u"EdDSA"_s}) {
        if (forge[u"header"_s][u"alg"_s] == algorithm)
            continue; // it says the truth
        QVERIFY(m_signIns.provider().change({{u"alg"_s, algorithm}, {u"forge"_s, forge}}));
        const HttpAnswer answer = m_signIns.signIn(server.http());
        QCOMPARE(reasonOf(answer), reason);
        QVERIFY(answer.headers.value("www-authenticate").startsWith("Bearer"));
    }
    QVERIFY(m_signIns.provider().reset());
    QCOMPARE(m_signIns.signIn(server.http()).status, 201);
}

void BrowserSignInTest::whatTheStandardAllowsIsTaken_data()
{
    QTest::addColumn<QJsonObject>("claims");
    QTest::newRow("a list of one audience")
        << QJsonObject{{u"aud"_s, QJsonArray{u"keydesk-test"_s}}};
    QTest::newRow("many audiences, and we asked") << QJsonObject{
        {u"aud"_s, QJsonArray{u"another"_s, u"keydesk-test"_s}}, {u"azp"_s, u"keydesk-test"_s}};
    QTest::newRow("a clock that is behind") << QJsonObject{{u"exp"_s, secondsFromNow(-30)}};
    QTest::newRow("a clock that is ahead") << QJsonObject{{u"iat"_s, secondsFromNow(30)}};
    QTest::newRow("parts of a second")
        << QJsonObject{{u"iat"_s, static_cast<double>(secondsFromNow(0)) - 0.5}};
}

void BrowserSignInTest::whatTheStandardAllowsIsTaken()
{
    QFETCH(QJsonObject, claims);
    QVERIFY(m_signIns.provider().change({{u"forge"_s, QJsonObject{{u"claims"_s, claims}}}}));
    QCOMPARE(m_signIns.signIn().status, 201);
}

void BrowserSignInTest::aNonceIsGoodOnce()
{
    const QByteArray nonce = newNonce();
    const QByteArray token = m_signIns.provider().idToken("ada", nonce);
    QCOMPARE(m_signIns.http().send(browserSignInRequest(token, newNonce())).status, 401);
    QCOMPARE(m_signIns.http().send(browserSignInRequest(token, nonce)).status, 201);
    QCOMPARE(reasonOf(m_signIns.http().send(browserSignInRequest(token, nonce))), u"expired"_s);
    ServerProcess other(m_signIns.fixture().database());
    QVERIFY(m_signIns.start(other));
    QCOMPARE(reasonOf(other.http().send(browserSignInRequest(token, nonce))), u"expired"_s);
    const QByteArray second = m_signIns.provider().idToken("ada", nonce);
    QVERIFY(second != token);
    QCOMPARE(reasonOf(m_signIns.http().send(browserSignInRequest(second, nonce))), u"expired"_s);
    // Of many at the same moment one is signed in.
    const QByteArray raced = newNonce();
    const HttpRequest request =
        browserSignInRequest(m_signIns.provider().idToken("ada", raced), raced);
    QMap<int, int> statuses;
    for (const HttpAnswer &answer : m_signIns.http().sendAtOnce(QList<HttpRequest>(4, request)))
        ++statuses[answer.status];
    QCOMPARE(statuses, (QMap<int, int>{{201, 1}, {401, 3}}));
}

void BrowserSignInTest::anAddressThatIsNotVerifiedIsNobodys()
{
    for (const QJsonValue &verified :
         {QJsonValue(false), QJsonValue(QJsonValue::Null), QJsonValue(u"true"_s), QJsonValue(1)}) {
        QVERIFY(m_signIns.provider().change(
            {{u"forge"_s,
              QJsonObject{{u"claims"_s, QJsonObject{{u"email_verified"_s, verified}}}}}}));
        QCOMPARE(reasonOf(m_signIns.signIn()), u"not-verified-email"_s);
    }
    QVERIFY(m_signIns.provider().reset());
    QCOMPARE(m_signIns.signIn().status, 201);
}

void BrowserSignInTest::whoIsOnNoPlatformIsNoMember()
{
    QCOMPARE(reasonOf(m_signIns.signIn("stranger")), u"not-a-member"_s);
    const QString left = m_signIns.addMember(u"left@example.org"_s);
    QCOMPARE(m_signIns.memberOf(m_signIns.signIn("left")), left);
    m_signIns.data().run(u"DELETE FROM memberships WHERE member_id = ?"_s, {left});
    QCOMPARE(reasonOf(m_signIns.signIn("left")), u"not-a-member"_s);
    // The local owner has no address, and nobody's missing one is theirs.
    QVERIFY(m_signIns.provider().change(
        {{u"forge"_s, QJsonObject{{u"claims"_s, QJsonObject{{u"email"_s, QJsonValue::Null}}}}}}));
    QCOMPARE(reasonOf(m_signIns.signIn("stranger")), u"not-a-member"_s);
}

void BrowserSignInTest::aMemberIsKnownByTheirSubjectFromThenOn()
{
    QCOMPARE(m_signIns.memberOf(m_signIns.signIn()), m_signIns.ada());
    QVERIFY(m_signIns.provider().change(
        {{u"people"_s, QJsonObject{{u"ada"_s, QJsonObject{{u"email"_s, u"bob@example.org"_s},
                                                          {u"email_verified"_s, false}}}}}}));
    QCOMPARE(m_signIns.memberOf(m_signIns.signIn()), m_signIns.ada());
}

void BrowserSignInTest::anotherAccountWithTheSameAddressIsSomebodyElse()
{
    QCOMPARE(m_signIns.signIn().status, 201);
    QVERIFY(m_signIns.provider().change(
        {{u"people"_s, QJsonObject{{u"eve"_s, QJsonObject{{u"email"_s, u"ada@example.org"_s}}}}}}));
    QCOMPARE(reasonOf(m_signIns.signIn("eve")), u"not-a-member"_s);
    QCOMPARE(m_signIns.memberOf(m_signIns.signIn()), m_signIns.ada());
}

void BrowserSignInTest::removingAMemberForgetsTheirAccount()
{
    const QString grace = m_signIns.addMember(u"grace@example.org"_s);
    QCOMPARE(m_signIns.signIn("grace").status, 201);
    const QStringList about{u"--database="_s + m_signIns.fixture().database(),
                            u"--platform="_s + m_signIns.fixture().platformId(),
                            u"--email=grace@example.org"_s};
    QCOMPARE(runProgram(QStringList{u"member"_s, u"--remove"_s} + about).exitCode, 0);
    QCOMPARE(reasonOf(m_signIns.signIn("grace")), u"not-a-member"_s);
    QCOMPARE(runProgram(QStringList{u"member"_s, u"--role=admin"_s} + about).exitCode, 0);
    QVERIFY(m_signIns.provider().change(
        {{u"people"_s,
          QJsonObject{{u"hopper"_s, QJsonObject{{u"email"_s, u"grace@example.org"_s}}}}}}));
    QCOMPARE(m_signIns.memberOf(m_signIns.signIn("hopper")), grace);
}

void BrowserSignInTest::membersFollowToAnotherProvider()
{
    m_signIns.data().run(u"UPDATE members SET oidc_issuer = ?, oidc_subject = ? WHERE id = ?"_s,
                         {u"https://former.example"_s, u"subject-bob"_s, m_signIns.ada()});
    QCOMPARE(m_signIns.memberOf(m_signIns.signIn("bob")),
             m_signIns.bob()); // the same subject elsewhere is somebody else
    QCOMPARE(m_signIns.memberOf(m_signIns.signIn()), m_signIns.ada());
    QCOMPARE(m_signIns.data().run(u"SELECT oidc_issuer FROM members WHERE id = ?"_s,
                                  {m_signIns.ada()}),
             QVariant(m_signIns.provider().issuer()));
}

void BrowserSignInTest::firstSignInsAtTheSameTimeAreOneMember()
{
    ServerProcess second(m_signIns.fixture().database());
    QVERIFY(m_signIns.start(second));
    QCOMPARE(m_signIns.signIn(second.http(), "bob").status, 201);
    QList<HttpRequest> requests;
    for (int i = 0; i < 4; ++i)
        requests.append(m_signIns.request("ada"));
    auto others = std::async(std::launch::async, [&, http = second.http()] {
        return http.sendAtOnce(requests.last(2));
    });
    for (const HttpAnswer &answer : m_signIns.http().sendAtOnce(requests.first(2)) + others.get()) {
        QCOMPARE(answer.status, 201);
        QCOMPARE(m_signIns.memberOf(answer), m_signIns.ada());
    }
}

void BrowserSignInTest::badBodiesAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray nonce = newNonce();
    const auto row = [](const char *name, const QByteArray &body, int status = 400) {
        QTest::newRow(name) << body << status;
    };
    const auto body = [](const QByteArray &token, const QByteArray &sentNonce) {
        return R"({"idToken":")" + token + R"(","nonce":")" + sentNonce + R"("})";
    };
    row("nothing", {});
    row("a list", "[]");
    row("no nonce", R"({"idToken":"a.b.c"})");
    row("no token", R"({"nonce":")" + nonce + R"("})");
    row("a number", R"({"idToken":1,"nonce":")" + nonce + R"("})");
    row("more", R"({"idToken":"a.b.c","nonce":")" + nonce + R"(","email":"a@b"})");
    row("a short nonce", body("a.b.c", "short"));
    row("a long nonce", body("a.b.c", QByteArray(257, 'n')));
    row("a long token", body(QByteArray(16'385, 't'), nonce));
    row("the longest token", body(QByteArray(16'384, 't'), nonce), 401);
    row("no token at all", body("", nonce), 401);
    row("two parts", body("e30.e30", nonce), 401);
    row("four parts", body("e30.e30.e30.e30", nonce), 401);
    row("an encrypted token", body("e30.e30.e30.e30.e30", nonce), 401);
    row("no base64", body("!.!.!", nonce), 401);
    row("no header", body(".e30.e30", nonce), 401);
    row("an empty header", body("e30.e30.e30", nonce), 401);
    row("a list for a header", body("W10.e30.e30", nonce), 401);
}

void BrowserSignInTest::badBodiesAreRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    HttpRequest request = browserSignInRequest({}, {});
    request.body = body;
    const HttpAnswer answer = m_signIns.http().send(request);
    QCOMPARE(answer.status, status);
    if (status == 401)
        QCOMPARE(reasonOf(answer), u"invalid"_s);
    request.headers.removeFirst();
    QCOMPARE(m_signIns.http().send(request).status, 415);
}

void BrowserSignInTest::fiveRefusalsFromAnAddressSlowItDown()
{
    HttpRequest wrong = browserSignInRequest("a.b.c", newNonce());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(m_signIns.http().send(wrong).status, 401);
    const QByteArray nonce = newNonce();
    HttpRequest right = browserSignInRequest(m_signIns.provider().idToken("ada", nonce), nonce);
    const HttpRequest elsewhere = right;
    right.headers = wrong.headers;
    const HttpAnswer answer = m_signIns.http().send(right);
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.problem(), u"too-many-requests"_s);
    QVERIFY(answer.headers.value("retry-after").toInt() >= 1);
    // Passwords as well: it is the network that is slowed down.
    QCOMPARE(m_signIns.http()
                 .send({.method = "POST",
                        .path = "/admin/v1/sessions",
                        .headers = wrong.headers,
                        .body = R"({"email":"ada@example.org","password":"p"})"})
                 .status,
             429);
    QCOMPARE(m_signIns.http().send(elsewhere).status, 201);
}

void BrowserSignInTest::oldNoncesAreForgotten()
{
    QCOMPARE(m_signIns.signIn().status, 201);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto count = [this] {
        return m_signIns.data().run(u"SELECT COUNT(*) FROM used_nonces"_s).toInt();
    };
    const qint64 end =
        m_signIns.data().run(u"SELECT MAX(expires_at) FROM used_nonces"_s).toLongLong();
    QVERIFY(end > now + 300'000 && end <= now + 660'000);
    m_signIns.data().run(u"UPDATE used_nonces SET expires_at = ?"_s, {now - 1});
    QVERIFY(count() > 0);
    ServerProcess server(m_signIns.fixture().database()); // which looks at its start
    QVERIFY(m_signIns.start(server));
    QTRY_COMPARE(count(), 0);
}

void BrowserSignInTest::nothingSecretIsInTheLogOrAFile()
{
    const QByteArray nonce = newNonce();
    const QByteArray token = m_signIns.provider().idToken("ada", nonce);
    ServerProcess server(m_signIns.fixture().database());
    QVERIFY(server.startWithoutParent(m_signIns.arguments()));
    QByteArrayList secrets{nonce, token.right(40), token.split('.')[1].left(60)};
    const QJsonObject tokens = server.http().send(browserSignInRequest(token, nonce)).json();
    secrets << tokens[u"accessToken"_s].toString().toLatin1()
            << tokens[u"refreshToken"_s].toString().toLatin1();
    QCOMPARE(secrets.last().size(), 43);
    QCOMPARE(reasonOf(server.http().send(browserSignInRequest(token, nonce))), u"expired"_s);
    QCOMPARE(server.http().send(browserSignInRequest(token + '!', nonce)).status, 401);
    server.terminate();
    QCOMPARE(server.waitForExit(), 0);
    const QByteArray log = server.log();
    QVERIFY(log.contains("/admin/v1/sessions/browser"));
    QVERIFY(log.contains("a sign-in by browser was refused: expired"));
    for (const QByteArray &secret : secrets)
        QVERIFY(!log.contains(secret));
    QCOMPARE(m_signIns.fixture().storage().filesWith(secrets), QStringList());
}

QTEST_GUILESS_MAIN(BrowserSignInTest)
#include "BrowserSignInTest.moc"
