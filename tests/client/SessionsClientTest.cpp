// SPDX-License-Identifier: Apache-2.0
#include "FaultyServer.h"
#include "MemberFixture.h"
#include "support/Await.h"

#include "client/PlatformsClient.h"
#include "client/RestClient.h"
#include "client/SessionsClient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::FaultyServer;
using keydesk::testing::MemberFixture;

class SessionsClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aMemberSignsInRenewsAndSignsOut();
    void aWrongPasswordIsToldApart();
    void aRefreshTokenIsGoodOnce();
    void noOtherTokenIsSentAlong();
    void guessingHasToWait();
    void tokensAreTakenOutOfTheAnswerAndNothingIsLeft();
    void anAnswerWithoutAllTokensIsRefusedAndWiped_data();
    void anAnswerWithoutAllTokensIsRefusedAndWiped();
    void anIdTokenIsSentWithItsNonceAndNothingElse();
    void whatIsNoTokenIsRefused_data();
    void whatIsNoTokenIsRefused();

private:
    Result<SharedTokens> signIn(Password password = MemberFixture::password())
    {
        return await(m_sessions.signIn(MemberFixture::email(), std::move(password)));
    }
    bool isGood(const AccessToken &token)
    {
        m_rest.setBackend(m_fixture.server().baseUrl(), token);
        const auto platforms = await(PlatformsClient(m_rest).list());
        return platforms && platforms->size() == 1;
    }

    MemberFixture m_fixture;
    RestClient m_rest;
    SessionsClient m_sessions{m_rest};
};

void SessionsClientTest::initTestCase()
{
    QVERIFY(m_fixture.startWithMember());
    m_rest.setBackend(m_fixture.server().baseUrl(), AccessToken());
}

void SessionsClientTest::aMemberSignsInRenewsAndSignsOut()
{
    const auto first = signIn();
    QVERIFY(first);
    QCOMPARE((*first)->lifetime, std::chrono::minutes(15));
    QVERIFY(isGood((*first)->access));
    const auto second = await(m_sessions.refresh((*first)->refresh));
    QVERIFY(second);
    QVERIFY(isGood((*second)->access));
    QVERIFY((*second)->access != (*first)->access);
    QVERIFY((*second)->refresh.view() != (*first)->refresh.view());

    QVERIFY(await(m_sessions.signOut((*second)->access)));
    QVERIFY(!isGood((*second)->access));
    QVERIFY(!isGood((*first)->access));
    QCOMPARE(await(m_sessions.signOut((*second)->access)).error().code, ProblemCode::TokenInvalid);
    QCOMPARE(await(m_sessions.refresh((*second)->refresh)).error().code, ProblemCode::TokenInvalid);
}

void SessionsClientTest::aWrongPasswordIsToldApart()
{
    const auto refused = signIn(MemberFixture::password(u"wrong"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ProblemCode::WrongCredentials);
}

void SessionsClientTest::aRefreshTokenIsGoodOnce()
{
    const auto first = signIn();
    const auto second = await(m_sessions.refresh((*first)->refresh));
    QVERIFY(second);
    QVERIFY(isGood((*second)->access));
    QCOMPARE(await(m_sessions.refresh((*first)->refresh)).error().code, ProblemCode::TokenInvalid);
    QVERIFY2(!await(m_sessions.refresh((*second)->refresh)), "its session has ended");
}

void SessionsClientTest::noOtherTokenIsSentAlong()
{
    FaultyServer server("HTTP/1.1 204 X\r\nContent-Length: 0\r\n\r\n");
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("the-backends"));
    SessionsClient sessions(rest);
    await(sessions.refresh(RefreshToken::parse("mine").value()));
    QCOMPARE(server.requests(), 1);
    QVERIFY(!server.lastRequest().contains("Authorization"));
    await(sessions.signIn(u"a\"b@example.org"_s, MemberFixture::password(u"secret"_s)));
    QCOMPARE(server.requests(), 2);
    QVERIFY(!server.lastRequest().contains("Authorization"));
    QVERIFY(server.lastRequest().endsWith(
        "\r\n\r\n{\"email\":\"a\\\"b@example.org\",\"password\":\"secret\"}"));
    QVERIFY(await(sessions.signOut(AccessToken("its-own"))));
    QVERIFY(server.lastRequest().contains("Authorization: Bearer its-own\r\n"));
}

void SessionsClientTest::anIdTokenIsSentWithItsNonceAndNothingElse()
{
    const QByteArray body = R"({"accessToken":"access","expiresIn":600,"refreshToken":"refresh"})";
    FaultyServer server("HTTP/1.1 201 X\r\nContent-Type: application/json\r\nContent-Length: " +
                        QByteArray::number(body.size()) + "\r\n\r\n" + body);
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("the-backends"));
    SessionsClient sessions(rest);
    const auto tokens = await(sessions.signIn(IdToken(SecretText("a.b.c"), SecretText("nonce"))));
    QVERIFY(tokens);
    QCOMPARE((*tokens)->refresh.view().toByteArray(), QByteArray("refresh"));
    QVERIFY(server.lastRequest().startsWith("POST /admin/v1/sessions/browser HTTP/1.1\r\n"));
    QVERIFY(!server.lastRequest().contains("Authorization"));
    QVERIFY(server.lastRequest().contains("\r\nContent-Type: application/json\r\n"));
    QVERIFY(server.lastRequest().endsWith("\r\n\r\n{\"idToken\":\"a.b.c\",\"nonce\":\"nonce\"}"));
}

void SessionsClientTest::guessingHasToWait()
{
    MemberFixture fixture; // of its own: the wait is for the address as well
    QVERIFY(fixture.startWithMember());
    RestClient rest;
    rest.setBackend(fixture.server().baseUrl(), AccessToken());
    SessionsClient sessions(rest);
    const auto guess = [&] {
        return await(sessions.signIn(MemberFixture::email(), MemberFixture::password(u"x"_s)));
    };
    for (int i = 0; i < 5; ++i)
        QCOMPARE(guess().error().code, ProblemCode::WrongCredentials);
    const auto braked = guess();
    QCOMPARE(braked.error().code, ProblemCode::TooManyRequests);
    QVERIFY(braked.error().retryAfter.has_value());
}

void SessionsClientTest::tokensAreTakenOutOfTheAnswerAndNothingIsLeft()
{
    QByteArray body = R"({"accessToken":"one","expiresIn":900,"refreshToken":"two","idToken":"3"})";
    const auto size = body.size();
    const auto tokens = takeTokens(body);
    QVERIFY(tokens);
    QCOMPARE((*tokens)->access, AccessToken("one"));
    QCOMPARE((*tokens)->refresh.view(), QByteArrayView("two"));
    QCOMPARE((*tokens)->lifetime, std::chrono::seconds(900));
    QCOMPARE(body, QByteArray(size, '*'));
}

void SessionsClientTest::anAnswerWithoutAllTokensIsRefusedAndWiped_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no access") << QByteArray(R"({"expiresIn":9,"refreshToken":"two"})");
    QTest::newRow("no refresh") << QByteArray(R"({"accessToken":"one","expiresIn":9})");
    QTest::newRow("no time") << QByteArray(R"({"accessToken":"one","refreshToken":"two"})");
    QTest::newRow("a time of the wrong type")
        << QByteArray(R"({"accessToken":"one","expiresIn":"9","refreshToken":"two"})");
    QTest::newRow("a header in the token")
        << QByteArray("{\"accessToken\":\"one\r\nHost: x\",\"expiresIn\":9,"
                      "\"refreshToken\":\"two\"}");
    QTest::newRow("an empty token")
        << QByteArray(R"({"accessToken":"","expiresIn":9,"refreshToken":"two"})");
    QTest::newRow("cut short") << QByteArray(R"({"accessToken":"one","refreshToken":"two)");
}

void SessionsClientTest::anAnswerWithoutAllTokensIsRefusedAndWiped()
{
    QFETCH(const QByteArray, body);
    QByteArray own(body.constData(), body.size());
    const auto tokens = takeTokens(own);
    QVERIFY(!tokens);
    QCOMPARE(tokens.error().code, ProblemCode::AnswerNotUnderstood);
    QVERIFY(!tokens.error().detail.contains(u"one"_s));
    QCOMPARE(own, QByteArray(body.size(), '*'));
}

void SessionsClientTest::whatIsNoTokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a space") << QByteArray("a b");
    QTest::newRow("a quote") << QByteArray("a\"");
    QTest::newRow("a line break") << QByteArray("a\n");
    QTest::newRow("too long") << QByteArray(1025, 'a');
}

void SessionsClientTest::whatIsNoTokenIsRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!RefreshToken::parse(text));
    QVERIFY(RefreshToken::parse("A-z_0.9~+/="));
}

QTEST_GUILESS_MAIN(SessionsClientTest)
#include "SessionsClientTest.moc"
