// SPDX-License-Identifier: Apache-2.0
// What a request with an authoriser can rely on, against the real server.
#include "FaultyServer.h"
#include "support/Await.h"
#include "support/ServerFixture.h"

#include "client/KeysClient.h"
#include "client/RestClient.h"

#include <QPromise>
#include <QTest>

#include <deque>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::FaultyServer;
using keydesk::testing::ServerFixture;

namespace {

/** Gives its outcomes one after the other, each when the event loop comes to it. */
class Tokens : public Authoriser
{
public:
    QFuture<Result<AccessToken>> accessToken() override
    {
        ++m_asked;
        auto promise = std::make_shared<QPromise<Result<AccessToken>>>();
        promise->start();
        const Result<AccessToken> next = m_next.front();
        m_next.pop_front();
        QMetaObject::invokeMethod(
            this,
            [promise, next] {
                promise->addResult(next);
                promise->finish();
            },
            Qt::QueuedConnection);
        return promise->future();
    }

    void onTokenRefused(const AccessToken &token) override
    {
        m_refused.append(token.headerValue());
    }

    void give(const QByteArray &token) { m_next.push_back(AccessToken(token)); }
    void give(const Problem &problem) { m_next.push_back(tl::unexpected(problem)); }
    int asked() const { return m_asked; }
    const QByteArrayList &refused() const { return m_refused; }

private:
    std::deque<Result<AccessToken>> m_next;
    int m_asked = 0;
    QByteArrayList m_refused;
};

} // namespace

class AuthorisedCallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aTokenIsAskedForBeforeEachRequest();
    void aRefusedTokenIsToldAndTheRequestIsSentOnceMore();
    void aSecondRefusalIsTheAnswer();
    void withoutATokenNothingIsSent();
    void anotherProblemIsNoReasonForANewToken();
    void aProxysRefusalIsNotTheServers();
    void aRequestEndsAtTheBackendThatItWasMadeFor();
    void anAuthoriserThatGoesLeavesNobodyWaiting();
    void aClientThatGoesLeavesNobodyWaiting();

private:
    QByteArray good() const { return m_fixture.server().ownerToken(); }
    Result<KeyList> list(RestClient &rest) const
    {
        return await(KeysClient(rest).list(m_fixture.platformId()));
    }

    mutable ServerFixture m_fixture;
};

void AuthorisedCallTest::initTestCase()
{
    QVERIFY(m_fixture.start());
}

void AuthorisedCallTest::aTokenIsAskedForBeforeEachRequest()
{
    Tokens tokens;
    RestClient rest;
    rest.setAuthorisedBackend(m_fixture.server().baseUrl(), tokens);
    tokens.give(good());
    QVERIFY(list(rest));
    tokens.give(good());
    QVERIFY(list(rest));
    QCOMPARE(tokens.asked(), 2);
    QVERIFY(tokens.refused().isEmpty());
}

void AuthorisedCallTest::aRefusedTokenIsToldAndTheRequestIsSentOnceMore()
{
    Tokens tokens;
    RestClient rest;
    rest.setAuthorisedBackend(m_fixture.server().baseUrl(), tokens);
    tokens.give("stale");
    tokens.give(good());
    const auto created = await(KeysClient(rest).create(
        m_fixture.platformId(), KeyLabel::parse(u"Once"_s).value(), IdempotencyKey::generate()));
    QVERIFY(created);
    QCOMPARE(tokens.refused(), QByteArrayList{"Bearer stale"});
    tokens.give(good());
    QCOMPARE(list(rest)->used, 1);
}

void AuthorisedCallTest::aSecondRefusalIsTheAnswer()
{
    Tokens tokens;
    RestClient rest;
    rest.setAuthorisedBackend(m_fixture.server().baseUrl(), tokens);
    tokens.give("stale");
    tokens.give("stale-too");
    const auto refused = list(rest);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ProblemCode::TokenInvalid);
    QCOMPARE(tokens.asked(), 2);
    QCOMPARE(tokens.refused(), QByteArrayList({"Bearer stale", "Bearer stale-too"}));
}

void AuthorisedCallTest::withoutATokenNothingIsSent()
{
    FaultyServer server("");
    Tokens tokens;
    RestClient rest;
    rest.setAuthorisedBackend(server.url(), tokens);
    tokens.give(Problem{.code = ProblemCode::ServerSilent, .detail = u"no token"_s});
    const auto refused = list(rest);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ProblemCode::ServerSilent);
    QCOMPARE(refused.error().detail, u"no token"_s);
    QVERIFY(server.lastRequest().isEmpty());
}

void AuthorisedCallTest::anotherProblemIsNoReasonForANewToken()
{
    Tokens tokens;
    RestClient rest;
    rest.setAuthorisedBackend(m_fixture.server().baseUrl(), tokens);
    tokens.give(good());
    const auto missing = await(KeysClient(rest).list(u"ffffffffffffffffffffffff"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ProblemCode::NotFound);
    QCOMPARE(tokens.asked(), 1);
    QVERIFY(tokens.refused().isEmpty());
}

void AuthorisedCallTest::aProxysRefusalIsNotTheServers()
{
    FaultyServer server("HTTP/1.1 401 X\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nno");
    Tokens tokens;
    RestClient rest;
    rest.setAuthorisedBackend(server.url(), tokens);
    tokens.give(good());
    const auto refused = list(rest);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ProblemCode::AnswerNotUnderstood);
    QCOMPARE(server.requests(), 1);
    QVERIFY(tokens.refused().isEmpty());
}

void AuthorisedCallTest::aRequestEndsAtTheBackendThatItWasMadeFor()
{
    FaultyServer other("");
    Tokens tokens;
    RestClient rest;
    rest.setAuthorisedBackend(m_fixture.server().baseUrl(), tokens);
    tokens.give(good());
    auto future = KeysClient(rest).list(m_fixture.platformId());
    rest.setBackend(other.url(), AccessToken("token"));
    QVERIFY(await(future));
    QVERIFY(other.lastRequest().isEmpty());
}

void AuthorisedCallTest::anAuthoriserThatGoesLeavesNobodyWaiting()
{
    auto tokens = std::make_unique<Tokens>();
    RestClient rest;
    rest.setAuthorisedBackend(m_fixture.server().baseUrl(), *tokens);
    tokens->give("stale");
    tokens->give("never-asked-for");
    auto future = KeysClient(rest).list(m_fixture.platformId());
    QCoreApplication::processEvents(); // the token is there and the request on its way
    tokens.reset();
    QCOMPARE(await(future).error().code, ProblemCode::TokenInvalid);
    QCOMPARE(list(rest).error().code, ProblemCode::TokenInvalid);

    tokens = std::make_unique<Tokens>();
    rest.setAuthorisedBackend(m_fixture.server().baseUrl(), *tokens);
    tokens->give("that-never-comes");
    future = KeysClient(rest).list(m_fixture.platformId());
    tokens.reset();
    QCOMPARE(await(future).error().code, ProblemCode::TokenInvalid);
}

void AuthorisedCallTest::aClientThatGoesLeavesNobodyWaiting()
{
    Tokens tokens;
    tokens.give(good());
    QFuture<Result<KeyList>> future;
    {
        RestClient rest;
        rest.setAuthorisedBackend(m_fixture.server().baseUrl(), tokens);
        future = KeysClient(rest).list(m_fixture.platformId());
    }
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().code, ProblemCode::ServerUnreachable);
    QCoreApplication::processEvents(); // the token comes, and nobody is there
}

QTEST_GUILESS_MAIN(AuthorisedCallTest)
#include "AuthorisedCallTest.moc"
