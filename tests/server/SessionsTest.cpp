// SPDX-License-Identifier: Apache-2.0
// Signing in with a password, staying signed in with refresh tokens, signing out; and that guessing
// passwords is slow and in the log.
#include "support/ServerFixture.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>

#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray adasPassword = "correct horse \"battery\" st\xc3\xa4ple \xf0\x9f\x98\x80";
const QByteArray bobsPassword = "Tr0ub4dor&3";

struct Tokens
{
    QByteArray access;
    QByteArray refresh;
};

Tokens tokensOf(const HttpAnswer &answer)
{
    return {answer.json()[u"accessToken"_s].toString().toLatin1(),
            answer.json()[u"refreshToken"_s].toString().toLatin1()};
}

QString hashOf(const QByteArray &password)
{
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(
            hash.data(), password.constData(), static_cast<unsigned long long>(password.size()),
            crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        qFatal("cannot hash");
    return QString::fromLatin1(hash.data());
}

HttpRequest postRequest(const QByteArray &path, const QByteArray &body)
{
    return {.method = "POST",
            .path = "/admin/v1/sessions" + path,
            .headers = {{"Content-Type", "application/json"}},
            .body = body};
}

HttpRequest signInRequest(const QByteArray &email, const QByteArray &password)
{
    const QJsonObject body{{u"email"_s, QString::fromUtf8(email)},
                           {u"password"_s, QString::fromUtf8(password)}};
    return postRequest({}, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

HttpRequest refreshRequest(const QByteArray &token)
{
    return postRequest("/refresh", R"({"refreshToken":")" + token + R"("})");
}

} // namespace

class SessionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void theServerSaysThatItTakesPasswords();
    void whoKnowsThePasswordIsSignedIn();
    void thePasswordCanBeWrittenWithEscapes();
    void aWrongSignInTellsNothing();
    void badBodiesAreRefused_data();
    void badBodiesAreRefused();
    void aRefreshTokenGivesNewTokensOnce();
    void aTokenUsedTwiceEndsTheSession();
    void aRenewalWhoseAnswerWasLostCanBeRepeated();
    void ofTwoRefreshesAtOnceOneIsGoodAndTheOtherOneEndsIt();
    void tokensExpire();
    void aSessionEndsAfterThirtyDays();
    void signingOutEndsThisSessionOnly();
    void theLocalOwnerStays();
    void fiveFailuresForAnEmailSlowItDown();
    void fiveFailuresFromAnAddressSlowItDown();
    void guessesAllAtOnceAreNoMoreThanFive();
    void aSuccessForgivesTheEmail();
    void theSlowdownSurvivesARestartAndCountsEverywhere();
    void whileManySignInTheOthersAreAnswered();
    void failuresAreLoggedWithoutWhatWasTyped();
    void nothingSecretIsInAFileOrTheLog();
    void whatIsOldIsRemoved();

private:
    HttpAnswer signIn(const QByteArray &email, const QByteArray &password) const
    {
        return m_fixture.http().send(signInRequest(email, password));
    }
    HttpAnswer refresh(const QByteArray &token) const
    {
        return m_fixture.http().send(refreshRequest(token));
    }
    Tokens signedIn() const { return tokensOf(signIn("ada@example.org", adasPassword)); }
    HttpAnswer me(const QByteArray &accessToken) const
    {
        return m_fixture.http().send(
            {.path = "/admin/v1/me", .headers = {{"Authorization", "Bearer " + accessToken}}});
    }
    HttpAnswer signOut(const QByteArray &accessToken) const
    {
        return m_fixture.http().send({.method = "DELETE",
                                      .path = "/admin/v1/sessions/current",
                                      .headers = {{"Authorization", "Bearer " + accessToken}}});
    }
    void addMember(const QString &email, const QByteArray &password);
    int rows(const QString &table) const;
    void fail(const QByteArray &email, int times) const;
    /** All tests come from one address; most of them are not about that. */
    void forgetTheAddress();

    mutable ServerFixture m_fixture;
};

void SessionsTest::addMember(const QString &email, const QByteArray &password)
{
    const QString id = m_fixture.data().addMember(u"A member"_s);
    m_fixture.data().run(
        u"UPDATE members SET email = ?, email_key = ?, password_hash = ? WHERE id = ?"_s,
        {email, email.toCaseFolded(), password.isEmpty() ? QVariant() : hashOf(password), id});
    m_fixture.data().setRole(m_fixture.platformId(), id, u"admin"_s);
}

int SessionsTest::rows(const QString &table) const
{
    return m_fixture.data().run(u"SELECT COUNT(*) FROM "_s + table).toInt();
}

void SessionsTest::fail(const QByteArray &email, int times) const
{
    for (int i = 0; i < times; ++i)
        QCOMPARE(signIn(email, "guess " + QByteArray::number(i)).status, 401);
}

void SessionsTest::forgetTheAddress()
{
    m_fixture.data().run(
        u"DELETE FROM sign_in_failures WHERE who_sha256 = ?"_s,
        {QCryptographicHash::hash("network 127.0.0.1", QCryptographicHash::Sha256)});
}

void SessionsTest::initTestCase()
{
    QVERIFY(m_fixture.start());
    addMember(u"Ada@example.org"_s, adasPassword);
    addMember(u"bob@example.org"_s, bobsPassword);
    addMember(u"browser@example.org"_s, {});
}

void SessionsTest::init()
{
    m_fixture.data().run(u"DELETE FROM sign_in_failures"_s);
    m_fixture.data().run(u"DELETE FROM sessions"_s);
}

void SessionsTest::theServerSaysThatItTakesPasswords()
{
    const HttpAnswer answer = m_fixture.http().send({.path = "/admin/v1/server"});
    QCOMPARE(answer.json()[u"signInMethods"_s].toArray(), QJsonArray({u"local"_s, u"password"_s}));
}

void SessionsTest::whoKnowsThePasswordIsSignedIn()
{
    const HttpAnswer answer = signIn("ada@EXAMPLE.org", adasPassword);
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
    QCOMPARE(answer.json().keys(),
             QStringList({u"accessToken"_s, u"expiresIn"_s, u"refreshToken"_s}));
    QCOMPARE(answer.json()[u"expiresIn"_s].toInt(), 900);
    const Tokens tokens = tokensOf(answer);
    QCOMPARE(tokens.access.size(), 43);
    QCOMPARE(tokens.refresh.size(), 43);
    QVERIFY(tokens.access != tokens.refresh);
    QCOMPARE(me(tokens.access).json()[u"email"_s].toString(), u"Ada@example.org"_s);
    QCOMPARE(me(tokens.refresh).status, 401);
    QCOMPARE(m_fixture.http()
                 .send({.path = m_fixture.keysPath(),
                        .headers = {{"Authorization", "Bearer " + tokens.access}}})
                 .status,
             200);
}

void SessionsTest::thePasswordCanBeWrittenWithEscapes()
{
    const HttpAnswer answer = m_fixture.http().send(
        postRequest({}, " { \"p\\u0061ssword\" : \"correct horse \\u0022battery\\\" st\\u00e4ple "
                        "\\ud83d\\ude00\" ,\n\"email\":\"\\u0041da@example.org\" } "));
    QCOMPARE(answer.status, 201);
}

void SessionsTest::aWrongSignInTellsNothing()
{
    const HttpAnswer wrong = signIn("ada@example.org", "wrong");
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.problem(), u"wrong-credentials"_s);
    const auto withoutTimes = [](const HttpAnswer &answer) {
        auto headers = answer.headers;
        headers.remove("x-request-id");
        headers.remove("date");
        return headers;
    };
    for (const HttpAnswer &other :
         {signIn("nobody@example.org", "wrong"), signIn("browser@example.org", ""),
          signIn("ada@example.org", adasPassword.chopped(1))}) {
        QCOMPARE(other.status, 401);
        QCOMPARE(other.body, wrong.body);
        QCOMPARE(withoutTimes(other), withoutTimes(wrong));
    }
}

void SessionsTest::badBodiesAreRefused_data()
{
    QTest::addColumn<HttpRequest>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &body, int status = 400) {
        QTest::newRow(name) << postRequest({}, body) << status;
    };
    row("nothing", {});
    row("no object", "[]");
    row("no password", R"({"email":"ada@example.org"})");
    row("no text", R"({"email":"ada@example.org","password":1})");
    row("another member", R"({"email":"a@b","password":"p","remember":"yes"})");
    row("a NUL in the address", R"({"email":"a@b\u0000","password":"p"})");
    row("a password too long", R"({"email":"a@b","password":")" + QByteArray(1025, 'x') + R"("})");
    row("the longest password", R"({"email":"a@b","password":")" + QByteArray(1024, 'x') + R"("})",
        401);
    HttpRequest untyped = postRequest({}, R"({"email":"a@b","password":"p"})");
    untyped.headers.clear();
    QTest::newRow("no type") << untyped << 415;
    QTest::newRow("refresh without a token") << postRequest("/refresh", "{}") << 400;
    QTest::newRow("refresh with nonsense") << refreshRequest("nonsense") << 401;
}

void SessionsTest::badBodiesAreRefused()
{
    QFETCH(HttpRequest, request);
    QFETCH(int, status);
    QCOMPARE(m_fixture.http().send(request).status, status);
}

void SessionsTest::aRefreshTokenGivesNewTokensOnce()
{
    const Tokens first = signedIn();
    Tokens last = first;
    for (int i = 0; i < 3; ++i) {
        const HttpAnswer answer = refresh(last.refresh);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()[u"expiresIn"_s].toInt(), 900);
        const Tokens next = tokensOf(answer);
        QVERIFY(next.access != last.access && next.refresh != last.refresh);
        last = next;
    }
    QCOMPARE(me(last.access).status, 200);
    QCOMPARE(me(first.access).status, 200); // good until its own end
    QCOMPARE(rows(u"sessions"_s), 1);
}

void SessionsTest::aTokenUsedTwiceEndsTheSession()
{
    const Tokens other = signedIn();
    const Tokens first = signedIn();
    const Tokens second = tokensOf(refresh(first.refresh));
    QCOMPARE(me(second.access).status, 200);
    const HttpAnswer again = refresh(first.refresh);
    QCOMPARE(again.status, 401);
    QCOMPARE(again.problem(), u"token-invalid"_s);
    QCOMPARE(refresh(second.refresh).status, 401);
    QCOMPARE(me(first.access).status, 401);
    QCOMPARE(me(second.access).status, 401);
    QCOMPARE(me(other.access).status, 200);
    QTRY_VERIFY(m_fixture.server().log().contains("used a second time"));
}

void SessionsTest::aRenewalWhoseAnswerWasLostCanBeRepeated()
{
    ServerProcess second(m_fixture.database());
    QVERIFY(second.start());
    const Tokens first = signedIn();
    const Tokens lost = tokensOf(second.http().send(refreshRequest(first.refresh)));
    const HttpAnswer answer = refresh(first.refresh);
    QCOMPARE(answer.status, 200);
    const Tokens got = tokensOf(answer);
    QCOMPARE(me(lost.access).status, 401);
    QCOMPARE(me(first.access).status, 200);
    QCOMPARE(me(got.access).status, 200);
    // Nothing was lost then: one of the two has stolen it.
    QCOMPARE(second.http().send(refreshRequest(first.refresh)).status, 401);
    QCOMPARE(me(got.access).status, 401);
    QCOMPARE(rows(u"sessions"_s), 0);
}

void SessionsTest::ofTwoRefreshesAtOnceOneIsGoodAndTheOtherOneEndsIt()
{
    ServerProcess second(m_fixture.database());
    QVERIFY(second.start());
    for (int i = 0; i < 10; ++i) {
        const Tokens tokens = signedIn();
        const HttpRequest request = refreshRequest(tokens.refresh);
        const HttpClient http = i % 2 == 0 ? m_fixture.http() : second.http();
        const QList<HttpAnswer> answers = http.sendAtOnce({request, request});
        QCOMPARE(answers[0].status, 200);
        QCOMPARE(answers[1].status, 200);
        Tokens good = tokensOf(answers[0]);
        Tokens other = tokensOf(answers[1]);
        if (me(good.access).status != 200)
            std::swap(good, other);
        QCOMPARE(me(good.access).status, 200);
        QCOMPARE(me(other.access).status, 401);
        QCOMPARE(refresh(other.refresh).status, 401);
        QCOMPARE(me(good.access).status, 401);
        QCOMPARE(refresh(good.refresh).status, 401);
    }
    QCOMPARE(rows(u"sessions"_s), 0);
}

void SessionsTest::tokensExpire()
{
    const Tokens tokens = signedIn();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 end = m_fixture.data().run(u"SELECT expires_at FROM access_tokens"_s).toLongLong();
    QVERIFY(end > now && end <= now + 900'000);
    m_fixture.data().run(u"UPDATE access_tokens SET expires_at = ?"_s, {now - 1});
    QCOMPARE(me(tokens.access).status, 401);
    QCOMPARE(signOut(tokens.access).status, 401);
    QCOMPARE(me(tokensOf(refresh(tokens.refresh)).access).status, 200);
}

void SessionsTest::aSessionEndsAfterThirtyDays()
{
    const Tokens tokens = signedIn();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 end = m_fixture.data().run(u"SELECT expires_at FROM sessions"_s).toLongLong();
    constexpr qint64 thirtyDays = 30LL * 24 * 3600 * 1000;
    QVERIFY(end > now + thirtyDays - 600'000 && end <= now + thirtyDays);
    m_fixture.data().run(u"UPDATE sessions SET expires_at = ?"_s, {now - 1});
    const HttpAnswer late = refresh(tokens.refresh);
    QCOMPARE(late.status, 401);
    QCOMPARE(late.problem(), u"token-invalid"_s);
}

void SessionsTest::signingOutEndsThisSessionOnly()
{
    const Tokens other = signedIn();
    const Tokens tokens = signedIn();
    const Tokens next = tokensOf(refresh(tokens.refresh));
    const HttpAnswer answer = signOut(tokens.access);
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.body.isEmpty());
    for (const QByteArray &access : {tokens.access, next.access})
        QCOMPARE(me(access).status, 401);
    QCOMPARE(refresh(next.refresh).status, 401);
    QCOMPARE(signOut(tokens.access).status, 401);
    QCOMPARE(me(other.access).status, 200);
    QCOMPARE(refresh(other.refresh).status, 200);
}

void SessionsTest::theLocalOwnerStays()
{
    QCOMPARE(signOut(m_fixture.server().ownerToken()).status, 204);
    QCOMPARE(me(m_fixture.server().ownerToken()).status, 200);
}

void SessionsTest::fiveFailuresForAnEmailSlowItDown()
{
    for (const QByteArray &email : QByteArrayList{"ada@example.org", "nobody@example.org"}) {
        fail(email, 5);
        forgetTheAddress();
        const HttpAnswer answer = signIn(email.toUpper(), adasPassword);
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.problem(), u"too-many-requests"_s);
        const int wait = answer.headers.value("retry-after").toInt();
        QVERIFY(wait >= 1 && wait <= 60);
        QCOMPARE(signIn("bob@example.org", bobsPassword).status, 201);
    }
    // What was refused without a look is no failure, and after a minute it is forgotten.
    QCOMPARE(rows(u"sign_in_failures"_s), 10);
    m_fixture.data().run(u"UPDATE sign_in_failures SET at = at - 60000"_s);
    QCOMPARE(signIn("ada@example.org", adasPassword).status, 201);
}

void SessionsTest::fiveFailuresFromAnAddressSlowItDown()
{
    for (int i = 0; i < 5; ++i)
        fail("guess" + QByteArray::number(i) + "@example.org", 1);
    const HttpAnswer answer = signIn("ada@example.org", adasPassword);
    QCOMPARE(answer.status, 429);
    QVERIFY(answer.headers.contains("retry-after"));
    // The first of the five leaves the minute.
    m_fixture.data().run(
        u"UPDATE sign_in_failures SET at = at - 60000 WHERE at = (SELECT MIN(at) FROM"_s
        u" sign_in_failures)"_s);
    QCOMPARE(signIn("ada@example.org", adasPassword).status, 201);
    QCOMPARE(me(m_fixture.server().ownerToken()).status, 200); // the rest is not slowed down
}

void SessionsTest::guessesAllAtOnceAreNoMoreThanFive()
{
    QList<HttpRequest> guesses;
    for (int i = 0; i < 15; ++i) // no more than may wait for their turn
        guesses.append(signInRequest("ada@example.org", "guess " + QByteArray::number(i)));
    QMap<int, int> statuses;
    for (const HttpAnswer &answer : m_fixture.http().sendAtOnce(guesses))
        ++statuses[answer.status];
    QCOMPARE(statuses, (QMap<int, int>{{401, 5}, {429, 10}}));
}

void SessionsTest::aSuccessForgivesTheEmail()
{
    for (int i = 0; i < 2; ++i) {
        fail("ada@example.org", 4);
        QCOMPARE(signIn("ada@example.org", adasPassword).status, 201);
        QCOMPARE(rows(u"sign_in_failures"_s), 4); // the address's
        forgetTheAddress();
    }
}

void SessionsTest::theSlowdownSurvivesARestartAndCountsEverywhere()
{
    ServerProcess second(m_fixture.database());
    QVERIFY(second.start());
    fail("ada@example.org", 3);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(second.http().send(signInRequest("ada@example.org", "guess")).status, 401);
    const HttpRequest right = signInRequest("ada@example.org", adasPassword);
    QCOMPARE(second.http().send(right).status, 429);
    QCOMPARE(m_fixture.http().send(right).status, 429);
    m_fixture.data().run(u"UPDATE sign_in_failures SET at = at + 50000"_s); // a slow restart
    QVERIFY(m_fixture.restart());
    QCOMPARE(m_fixture.http().send(right).status, 429);
}

void SessionsTest::whileManySignInTheOthersAreAnswered()
{
    fail("ada@example.org", 5);
    forgetTheAddress();
    const QByteArray bytes =
        m_fixture.http().bytesOf(signInRequest("bob@example.org", bobsPassword));
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < 40; ++i) {
        auto &socket = *sockets.emplace_back(std::make_unique<QTcpSocket>());
        socket.connectToHost(m_fixture.server().baseUrl().host(),
                             static_cast<quint16>(m_fixture.server().baseUrl().port()));
        QVERIFY(socket.waitForConnected());
        socket.write(bytes);
        QVERIFY(socket.waitForBytesWritten());
    }
    // Passwords are not compared on the thread that answers, and not at all for who must wait.
    QCOMPARE(m_fixture.http().send({.path = "/healthz"}).status, 200);
    QCOMPARE(m_fixture.makeKey("While others sign in").secret.size(), 53);
    QCOMPARE(signIn("ada@example.org", adasPassword).status, 429);
    const auto finished = [](const auto &socket) {
        return socket->state() == QAbstractSocket::UnconnectedState;
    };
    QCoreApplication::processEvents();
    QVERIFY(!std::ranges::all_of(sockets, finished));

    QMap<int, int> statuses;
    for (const auto &socket : sockets) {
        QTRY_VERIFY_WITH_TIMEOUT(finished(socket), 60'000);
        const HttpAnswer answer = parseAnswer(socket->readAll());
        ++statuses[answer.status];
        QCOMPARE(answer.headers.contains("retry-after"), answer.status == 503);
    }
    QCOMPARE(statuses.keys(), QList<int>({201, 503}));
    QVERIFY(statuses[201] >= 17); // the one whose turn it is, and those who may wait
}

void SessionsTest::failuresAreLoggedWithoutWhatWasTyped()
{
    const HttpAnswer failed = signIn("eve@example.org", "open sesame");
    fail("ada@example.org", 4);
    const HttpAnswer refused = signIn("eve@example.org", "open sesame");
    QCOMPARE(refused.status, 429);
    const auto lineOf = [&](const HttpAnswer &answer) {
        QJsonObject found;
        for (const QByteArray &line : m_fixture.server().log().split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object[u"id"_s].toString().toLatin1() == answer.headers.value("x-request-id") &&
                object.contains(u"level"_s))
                found = object;
        }
        return found;
    };
    QTRY_VERIFY(!lineOf(refused).isEmpty());
    QCOMPARE(lineOf(failed)[u"message"_s].toString(), u"a sign-in failed"_s);
    for (const QJsonObject &line : {lineOf(failed), lineOf(refused)}) {
        QCOMPARE(line[u"level"_s].toString(), u"warning"_s);
        QCOMPARE(line[u"peer"_s].toString(), u"127.0.0.1"_s);
    }
    QVERIFY(!m_fixture.server().log().contains("example.org"));
    QVERIFY(!m_fixture.server().log().contains("sesame"));
}

void SessionsTest::nothingSecretIsInAFileOrTheLog()
{
    const Tokens first = signedIn();
    const Tokens lost = tokensOf(refresh(first.refresh));
    const Tokens second = tokensOf(refresh(first.refresh));
    signIn("ada@example.org", "Almost " + adasPassword);
    QCOMPARE(me(second.access).status, 200);
    QCOMPARE(refresh(first.refresh).status, 401);
    QByteArrayList secrets{adasPassword, bobsPassword};
    for (const QByteArray &token :
         {first.access, first.refresh, lost.access, lost.refresh, second.access, second.refresh})
        secrets << token << QByteArray::fromBase64(token, QByteArray::Base64UrlEncoding);
    QVERIFY(!m_fixture.storage().filesWith({"bob@example.org"}).isEmpty()); // the right files
    QCOMPARE(m_fixture.storage().filesWith(secrets), QStringList());
    const QByteArray log = m_fixture.server().log();
    for (const QByteArray &secret : secrets + QByteArrayList{"example.org", "battery"})
        QVERIFY(!log.contains(secret));
}

void SessionsTest::whatIsOldIsRemoved()
{
    signedIn();
    signedIn();
    fail("ada@example.org", 1);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_fixture.data().run(u"UPDATE sign_in_failures SET at = at - 60000"_s);
    m_fixture.data().run(
        u"UPDATE sessions SET expires_at = ? WHERE id = (SELECT MIN(id) FROM sessions)"_s,
        {now - 1});
    QVERIFY(m_fixture.restart());
    QTRY_COMPARE(rows(u"sign_in_failures"_s), 0);
    QCOMPARE(rows(u"sessions"_s), 1);
    QCOMPARE(rows(u"refresh_tokens"_s), 1);
    QCOMPARE(rows(u"access_tokens"_s), 1);
}

QTEST_GUILESS_MAIN(SessionsTest)
#include "SessionsTest.moc"
