// SPDX-License-Identifier: Apache-2.0
// Staying signed in: with the real server, and a network and a keychain that fail.
#include "FakeKeychain.h"
#include "MemberFixture.h"
#include "support/Await.h"
#include "support/FaultProxy.h"

#include "client/PlatformsClient.h"
#include "client/RestClient.h"
#include "client/Session.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::FakeKeychain;
using keydesk::testing::FaultProxy;
using keydesk::testing::MemberFixture;

namespace {

const QString connectionId = u"https://keys.example.org"_s;

/** One run of the program: what it has in memory. */
class Run
{
public:
    Run(const QUrl &server, Keychain &keychain, std::chrono::seconds &passed)
        : session(rest, keychain, connectionId,
                  [&passed] { return std::chrono::system_clock::time_point() + passed; })
        , ended(&session, &Session::ended)
    {
        rest.setAuthorisedBackend(server, session);
        session.setKeychainRetryInterval(20ms);
    }

    Result<Done> signIn(Password password = MemberFixture::password())
    {
        return await(session.signIn(MemberFixture::email(), std::move(password)));
    }
    Result<QList<Platform>> ask() { return await(PlatformsClient(rest).list()); }
    Session::EndReason reason() const { return ended.last().first().value<Session::EndReason>(); }

    RestClient rest;
    Session session;
    QSignalSpy ended;
};

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void whoSignsInIsKeptInTheKeychain();
    void aWrongPasswordChangesNothing();
    void theNextRunIsSignedInAgain();
    void whereNobodyWasSignedInThatIsTold();
    void whatIsNoTokenInTheKeychainIsNotSent();
    void aTokenIsNotRenewedLongBeforeItExpires();
    void aTokenIsRenewedBeforeItExpiresOnceForAllWhoAsk();
    void aTokenThatTheServerForgotIsReplacedUnseen();
    void aSessionEndedElsewhereIsToldAndForgotten();
    void withoutANetworkTheTokenIsGoodUntilItExpires();
    void aRenewalThatNeverLeftIsSimplyRepeated();
    void aRenewalWhoseAnswerGotLostIsMadeUpForAtOnce();
    void aRenewalThatGotLostOnItsWayIsMadeUpForLater();
    void theNextRunWithoutANetworkIsSignedInAllTheSame();
    void aRunThatIsKilledDuringARenewalIsSignedInAtTheNextStart();
    void aSignInThatWasCopiedIsToldAtTheNextStart();

    void signingOutEndsItEverywhere();
    void signingOutWithoutANetworkForgetsTheTokens();
    void signingOutAfterTheTokenExpiredEndsTheSession();
    void signingOutDuringARenewalEndsTheSession();
    void anotherSignInEndsTheOneBefore();
    void signedOutNothingIsSent();

    void aLockedKeychainIsToldAndUsedLater();
    void aSilentKeychainHoldsNobodyUp();
    void whatCouldNotBeRemovedIsRemovedLater();
    void aSessionThatGoesLeavesNobodyWaiting();

private:
    std::unique_ptr<Run> newRun() { return newRun(m_fixture.server().baseUrl()); }
    std::unique_ptr<Run> newRun(const QUrl &server)
    {
        return std::make_unique<Run>(server, *m_keychain, m_passed);
    }
    QByteArray kept() const { return m_keychain->entries.value(connectionId); }
    int renewals() { return m_fixture.count(u"refresh_tokens WHERE used_at IS NOT NULL"_s); }
    int sessions() { return m_fixture.count(u"sessions"_s); }
    void forgetAccessTokens()
    {
        m_fixture.data().run(u"DELETE FROM access_tokens WHERE session_id IS NOT NULL"_s);
    }
    void endAllSessions()
    {
        forgetAccessTokens();
        m_fixture.data().run(u"DELETE FROM refresh_tokens"_s);
        m_fixture.data().run(u"DELETE FROM sessions"_s);
    }
    static QUrl nowhere();

    MemberFixture m_fixture;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::chrono::seconds m_passed{0};
};

void SessionTest::initTestCase()
{
    QVERIFY(m_fixture.startWithMember());
}

void SessionTest::init()
{
    m_fixture.data().run(u"DELETE FROM sign_in_failures"_s);
    endAllSessions();
    m_keychain = std::make_unique<FakeKeychain>();
    m_passed = 0s;
}

QUrl SessionTest::nowhere()
{
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    return QUrl(u"http://127.0.0.1:%1"_s.arg(gone.serverPort()));
}

void SessionTest::whoSignsInIsKeptInTheKeychain()
{
    const auto run = newRun();
    QCOMPARE(run->session.state(), Session::State::SignedOut);
    QSignalSpy changed(&run->session, &Session::stateChanged);
    QVERIFY(run->signIn());
    QCOMPARE(run->session.state(), Session::State::SignedIn);
    QTRY_COMPARE(kept().size(), 43);
    QCOMPARE(m_keychain->entries.size(), 1);
    QVERIFY(!run->session.keychainProblem());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(run->ask()->size(), 1);
    QCOMPARE(renewals(), 0);
}

void SessionTest::aWrongPasswordChangesNothing()
{
    const auto run = newRun();
    const auto refused = run->signIn(MemberFixture::password(u"wrong"_s));
    QCOMPARE(refused.error().code, ProblemCode::WrongCredentials);
    QCOMPARE(run->session.state(), Session::State::SignedOut);
    QCOMPARE(m_keychain->writes, 0);
}

void SessionTest::theNextRunIsSignedInAgain()
{
    auto run = newRun();
    QVERIFY(run->signIn());
    QTRY_VERIFY(!kept().isEmpty());
    const QByteArray before = kept();
    run = newRun();
    QVERIFY(await(run->session.restore()));
    QCOMPARE(run->session.state(), Session::State::SignedIn);
    QCOMPARE(run->ask()->size(), 1);
    QTRY_VERIFY2(kept() != before, "what was used is replaced");
    QCOMPARE(renewals(), 1);
    run = newRun();
    QVERIFY(await(run->session.restore()));
}

void SessionTest::whereNobodyWasSignedInThatIsTold()
{
    const auto run = newRun();
    QCOMPARE(await(run->session.restore()).error().code, ProblemCode::KeychainEntryMissing);
    m_keychain->fault = ProblemCode::KeychainLocked;
    QCOMPARE(await(run->session.restore()).error().code, ProblemCode::KeychainLocked);
    QCOMPARE(run->session.state(), Session::State::SignedOut);
}

void SessionTest::whatIsNoTokenInTheKeychainIsNotSent()
{
    m_keychain->entries[connectionId] = "not a token";
    const auto run = newRun();
    QCOMPARE(await(run->session.restore()).error().code, ProblemCode::KeychainEntryMissing);
    QCOMPARE(run->session.state(), Session::State::SignedOut);
}

void SessionTest::aTokenIsNotRenewedLongBeforeItExpires()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    m_passed = 15min - 91s;
    QVERIFY(run->ask());
    QCOMPARE(renewals(), 0);
    m_passed = 15min - 59s;
    QVERIFY(run->ask());
    QCOMPARE(renewals(), 1);
    QVERIFY(run->ask());
    QCOMPARE(renewals(), 1);
}

void SessionTest::aTokenIsRenewedBeforeItExpiresOnceForAllWhoAsk()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    m_passed = 15min - 30s;
    PlatformsClient platforms(run->rest);
    QList<QFuture<Result<QList<Platform>>>> all;
    for (int i = 0; i < 8; ++i)
        all.append(platforms.list());
    for (const auto &future : all)
        QVERIFY(await(future));
    QCOMPARE(renewals(), 1);
    QCOMPARE(sessions(), 1);
}

void SessionTest::aTokenThatTheServerForgotIsReplacedUnseen()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    forgetAccessTokens();
    PlatformsClient platforms(run->rest);
    const QList all{platforms.list(), platforms.list(), platforms.list()};
    for (const auto &future : all)
        QVERIFY(await(future));
    QCOMPARE(renewals(), 1);
    QCOMPARE(run->session.state(), Session::State::SignedIn);
}

void SessionTest::aSessionEndedElsewhereIsToldAndForgotten()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    QTRY_VERIFY(!kept().isEmpty());
    endAllSessions();
    QCOMPARE(run->ask().error().code, ProblemCode::TokenInvalid);
    QCOMPARE(run->session.state(), Session::State::SignedOut);
    QCOMPARE(run->ended.count(), 1);
    QCOMPARE(run->reason(), Session::EndReason::Refused);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
}

void SessionTest::withoutANetworkTheTokenIsGoodUntilItExpires()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    run->rest.setAuthorisedBackend(nowhere(), run->session);
    m_passed = 15min - 1s;
    QVERIFY(await(run->session.accessToken()));
    m_passed = 15min;
    const auto token = await(run->session.accessToken());
    QCOMPARE(token.error().code, ProblemCode::ServerUnreachable);
    QCOMPARE(run->session.state(), Session::State::SignedIn);
}

void SessionTest::aRenewalThatNeverLeftIsSimplyRepeated()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    run->rest.setAuthorisedBackend(nowhere(), run->session);
    m_passed = 15min - 30s;
    QVERIFY(await(run->session.accessToken()));
    run->rest.setAuthorisedBackend(m_fixture.server().baseUrl(), run->session);
    QVERIFY(await(run->session.accessToken()));
    QCOMPARE(renewals(), 1);
    QVERIFY(run->ask());
}

void SessionTest::aRenewalWhoseAnswerGotLostIsMadeUpForAtOnce()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    FaultProxy proxy(m_fixture.server().baseUrl());
    proxy.setFault(FaultProxy::Fault::LoseAnswer);
    run->rest.setAuthorisedBackend(proxy.url(), run->session);
    m_passed = 15min - 30s;
    const auto before = await(run->session.accessToken());
    QVERIFY2(before, "the one from before");
    QCOMPARE(proxy.forwarded(), 1);
    QCOMPARE(renewals(), 1);
    m_passed = 1h; // asleep
    QCOMPARE(await(run->session.accessToken()).error().code, ProblemCode::ServerUnreachable);
    QCOMPARE(run->session.state(), Session::State::SignedIn);

    proxy.setFault(FaultProxy::Fault::None);
    QVERIFY(run->ask());
    QVERIFY(await(run->session.accessToken()).value() != before.value());
    QCOMPARE(proxy.forwarded(), 4);
    QCOMPARE(run->session.state(), Session::State::SignedIn);
    QCOMPARE(sessions(), 1);
    m_passed = 2h;
    QVERIFY2(run->ask(), "and goes on as ever");
    QCOMPARE(run->ended.count(), 0);
}

void SessionTest::aRenewalThatGotLostOnItsWayIsMadeUpForLater()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    FaultProxy proxy(m_fixture.server().baseUrl());
    proxy.setFault(FaultProxy::Fault::Refuse);
    run->rest.setAuthorisedBackend(proxy.url(), run->session);
    m_passed = 15min - 30s;
    QVERIFY(await(run->session.accessToken()));
    proxy.setFault(FaultProxy::Fault::None);
    m_passed = 15min;
    QVERIFY(run->ask());
    QCOMPARE(run->session.state(), Session::State::SignedIn);
    QCOMPARE(renewals(), 1);
    m_passed = 30min - 30s;
    QVERIFY2(run->ask(), "and from then on in time again");
    QCOMPARE(renewals(), 2);
}

void SessionTest::theNextRunWithoutANetworkIsSignedInAllTheSame()
{
    auto run = newRun();
    QVERIFY(run->signIn());
    QTRY_VERIFY(!kept().isEmpty());
    run = newRun(nowhere());
    QCOMPARE(await(run->session.restore()).error().code, ProblemCode::ServerUnreachable);
    QCOMPARE(run->session.state(), Session::State::SignedIn);
    run->rest.setAuthorisedBackend(m_fixture.server().baseUrl(), run->session);
    QVERIFY(run->ask());
}

void SessionTest::aRunThatIsKilledDuringARenewalIsSignedInAtTheNextStart()
{
    auto run = newRun();
    QVERIFY(run->signIn());
    QTRY_VERIFY(!kept().isEmpty());
    const QByteArray before = kept();
    m_passed = 15min - 30s;
    QVERIFY(await(run->session.accessToken()));
    QCOMPARE(renewals(), 1);
    run.reset();
    m_keychain->entries[connectionId] = before; // as if the new one had not been kept any more
    run = newRun();
    QVERIFY(await(run->session.restore()));
    QVERIFY(run->ask());
    QCOMPARE(run->session.state(), Session::State::SignedIn);
}

void SessionTest::aSignInThatWasCopiedIsToldAtTheNextStart()
{
    auto run = newRun();
    QVERIFY(run->signIn());
    QTRY_VERIFY(!kept().isEmpty());
    const QByteArray before = kept();
    m_passed = 15min - 30s;
    QVERIFY(run->ask());
    QTRY_VERIFY(kept() != before);
    m_keychain->entries[connectionId] = before;
    run = newRun();
    QCOMPARE(await(run->session.restore()).error().code, ProblemCode::TokenInvalid);
    QCOMPARE(run->session.state(), Session::State::SignedOut);
    QCOMPARE(run->reason(), Session::EndReason::Refused);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
}

void SessionTest::signingOutEndsItEverywhere()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    QTRY_VERIFY(!kept().isEmpty());
    const AccessToken token = await(run->session.accessToken()).value();
    QVERIFY(await(run->session.signOut()));
    QCOMPARE(run->session.state(), Session::State::SignedOut);
    QCOMPARE(run->reason(), Session::EndReason::SignedOut);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
    QCOMPARE(sessions(), 0);
    run->rest.setBackend(m_fixture.server().baseUrl(), token);
    QCOMPARE(run->ask().error().code, ProblemCode::TokenInvalid);
    QVERIFY2(await(run->session.signOut()), "who is not signed in is signed out");
}

void SessionTest::signingOutWithoutANetworkForgetsTheTokens()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    QTRY_VERIFY(!kept().isEmpty());
    run->rest.setAuthorisedBackend(nowhere(), run->session);
    const auto future = run->session.signOut();
    QCOMPARE(run->session.state(), Session::State::SignedOut);
    QCOMPARE(await(future).error().code, ProblemCode::ServerUnreachable);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
}

void SessionTest::signingOutAfterTheTokenExpiredEndsTheSession()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    m_passed = 1h;
    QVERIFY(await(run->session.signOut()));
    QCOMPARE(sessions(), 0);

    QVERIFY(run->signIn());
    forgetAccessTokens();
    QVERIFY2(await(run->session.signOut()), "nor when only the server knows that it expired");
    QCOMPARE(sessions(), 0);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
}

void SessionTest::signingOutDuringARenewalEndsTheSession()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    FaultProxy proxy(m_fixture.server().baseUrl());
    proxy.setFault(FaultProxy::Fault::HoldAnswer);
    run->rest.setAuthorisedBackend(proxy.url(), run->session);
    m_passed = 1h;
    const auto waiting = run->session.accessToken();
    QTRY_COMPARE(proxy.forwarded(), 1);
    const auto signedOut = run->session.signOut();
    QCOMPARE(run->session.state(), Session::State::SignedOut);
    proxy.release();
    QVERIFY(await(signedOut));
    QVERIFY(waiting.isFinished());
    QCOMPARE(sessions(), 0);
    QTRY_VERIFY(m_keychain->entries.isEmpty());
}

void SessionTest::anotherSignInEndsTheOneBefore()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    QVERIFY(run->signIn());
    QTRY_COMPARE(sessions(), 1);
    QVERIFY(run->ask());
    QCOMPARE(run->session.state(), Session::State::SignedIn);
    QTRY_VERIFY(!kept().isEmpty());
    const auto next = newRun();
    QVERIFY(await(next->session.restore()));
}

void SessionTest::signedOutNothingIsSent()
{
    FaultProxy proxy(m_fixture.server().baseUrl());
    const auto run = newRun(proxy.url());
    QCOMPARE(run->ask().error().code, ProblemCode::TokenInvalid);
    QCOMPARE(proxy.forwarded(), 0);
}

void SessionTest::aLockedKeychainIsToldAndUsedLater()
{
    auto run = newRun();
    m_keychain->fault = ProblemCode::KeychainLocked;
    QVERIFY(run->signIn());
    QTRY_COMPARE(run->session.state(), Session::State::SignedInForThisRun);
    QCOMPARE(run->session.keychainProblem()->code, ProblemCode::KeychainLocked);
    QVERIFY(run->ask());
    QCOMPARE(m_keychain->writes, 1);

    m_keychain->fault.reset();
    QTRY_COMPARE(run->session.state(), Session::State::SignedIn);
    QVERIFY(!run->session.keychainProblem());
    run = newRun();
    QVERIFY(await(run->session.restore()));
}

void SessionTest::aSilentKeychainHoldsNobodyUp()
{
    const auto run = newRun();
    m_keychain->isSilent = true;
    QVERIFY(run->signIn());
    QVERIFY(run->ask());
    QVERIFY(await(run->session.signOut()));
}

void SessionTest::whatCouldNotBeRemovedIsRemovedLater()
{
    const auto run = newRun();
    QVERIFY(run->signIn());
    QTRY_VERIFY(!kept().isEmpty());
    m_keychain->fault = ProblemCode::KeychainLocked;
    QVERIFY(await(run->session.signOut()));
    QTRY_VERIFY(run->session.keychainProblem());
    QCOMPARE(run->session.state(), Session::State::SignedOut);
    m_keychain->fault.reset();
    QTRY_VERIFY(m_keychain->entries.isEmpty());
    QTRY_VERIFY(!run->session.keychainProblem());
}

void SessionTest::aSessionThatGoesLeavesNobodyWaiting()
{
    RestClient rest;
    QFuture<Result<QList<Platform>>> asked;
    QFuture<Result<Done>> signedOut;
    QFuture<Result<Done>> signedIn;
    FaultProxy proxy(m_fixture.server().baseUrl());
    proxy.setFault(FaultProxy::Fault::HoldAnswer);
    {
        Session session(rest, *m_keychain, connectionId,
                        [this] { return std::chrono::system_clock::time_point() + m_passed; });
        rest.setAuthorisedBackend(m_fixture.server().baseUrl(), session);
        QVERIFY(await(session.signIn(MemberFixture::email(), MemberFixture::password())));
        rest.setAuthorisedBackend(proxy.url(), session);
        m_passed = 1h;
        asked = PlatformsClient(rest).list();
        QTRY_COMPARE(proxy.forwarded(), 1);
        signedOut = session.signOut();
        signedIn = session.signIn(MemberFixture::email(), MemberFixture::password());
        QTRY_COMPARE(proxy.forwarded(), 2);
    }
    QVERIFY(asked.isFinished());
    QVERIFY(signedOut.isFinished());
    proxy.release();
    QVERIFY(await(signedIn));
}

QTEST_GUILESS_MAIN(SessionTest)
#include "SessionTest.moc"
