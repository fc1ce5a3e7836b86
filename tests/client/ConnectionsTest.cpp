// SPDX-License-Identifier: Apache-2.0
// Several backends side by side, over runs of the program and a network that comes and goes.
#include "ClientRun.h"
#include "FakeKeychain.h"
#include "MemberFixture.h"
#include "support/Await.h"
#include "support/FaultProxy.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::ClientRun;
using keydesk::testing::FakeKeychain;
using keydesk::testing::FaultProxy;
using keydesk::testing::MemberFixture;

class ConnectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void thisComputersComesFirstAndIsAlwaysThere();
    void whoHasNotSignedInIsSignedOut();
    void afterTheSignInThePlatformsAreThere();
    void theNextRunShowsThePlatformsBeforeTheBackendAnswers();
    void awayItShowsWhatWasKnownAndComesBackByItself();
    void aFailedRequestTellsThatTheBackendIsAway();
    void whoSignsOutLeavesNothingForOthers();
    void whatTheServerEndedIsToldApart();
    void oneThatIsRemovedIsGoneInTheNextRunToo();
    void theSameBackendIsFound();
    void theBackendOnThisComputerIsReachedAndLost();

private:
    std::unique_ptr<ClientRun> newRun()
    {
        return std::make_unique<ClientRun>(m_folder->path(), *m_keychain);
    }
    QUrl server() { return m_fixture.server().baseUrl(); }
    static void signIn(Connection &connection);

    MemberFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeKeychain> m_keychain;
};

void ConnectionsTest::initTestCase()
{
    QVERIFY(m_fixture.startWithMember());
}

void ConnectionsTest::init()
{
    m_fixture.data().run(u"DELETE FROM sign_in_failures"_s);
    m_folder = std::make_unique<QTemporaryDir>();
    m_keychain = std::make_unique<FakeKeychain>();
}

void ConnectionsTest::signIn(Connection &connection)
{
    QVERIFY(await(connection.session()->signIn(MemberFixture::email(), MemberFixture::password())));
    connection.reload();
    QTRY_COMPARE(connection.state(), Connection::State::Online);
    QTRY_VERIFY(connection.session()->isKeychainSettled());
}

void ConnectionsTest::thisComputersComesFirstAndIsAlwaysThere()
{
    const auto run = newRun();
    run->add(server());
    const auto all = run->connections.all();
    QCOMPARE(all.size(), 2U);
    QVERIFY(all[0]->isLocal());
    QVERIFY(!all[1]->isLocal());
    QCOMPARE(run->connections.find(Connection::localId), all[0]);
    QCOMPARE(all[0]->saved().name, u"This computer"_s);
}

void ConnectionsTest::whoHasNotSignedInIsSignedOut()
{
    const auto run = newRun();
    Connection &connection = run->add(server());
    connection.start();
    QTRY_COMPARE(connection.state(), Connection::State::SignedOut);
    QVERIFY(!connection.endReason());
    QVERIFY(connection.platforms().isEmpty());
}

void ConnectionsTest::afterTheSignInThePlatformsAreThere()
{
    const auto run = newRun();
    QSignalSpy changed(&run->connections, &Connections::platformsChanged);
    Connection &connection = run->add(server());
    signIn(connection);
    QCOMPARE(connection.platforms().size(), 1);
    QCOMPARE(connection.platform(m_fixture.platformId())->role, Role::Admin);
    QVERIFY(connection.asOf().secsTo(QDateTime::currentDateTimeUtc()) < 60);
    QCOMPARE(changed.count(), 1);
    QVERIFY(await(connection.keys().list(m_fixture.platformId())));
}

void ConnectionsTest::theNextRunShowsThePlatformsBeforeTheBackendAnswers()
{
    FaultProxy proxy(server());
    signIn(newRun()->add(proxy.url()));
    proxy.setFault(FaultProxy::Fault::HoldAnswer);

    const auto next = newRun();
    next->connections.start();
    Connection &connection = *next->connections.all().at(1);
    QTRY_COMPARE(connection.platforms().size(), 1);
    QCOMPARE(connection.state(), Connection::State::Connecting);
    QVERIFY(connection.asOf().isValid());

    proxy.setFault(FaultProxy::Fault::None);
    proxy.release();
    QTRY_COMPARE(connection.state(), Connection::State::Online);
}

void ConnectionsTest::awayItShowsWhatWasKnownAndComesBackByItself()
{
    FaultProxy proxy(server());
    const auto run = newRun();
    Connection &connection = run->add(proxy.url());
    signIn(connection);
    proxy.setFault(FaultProxy::Fault::Refuse);
    connection.reload();
    QTRY_COMPARE(connection.state(), Connection::State::Offline);
    QCOMPARE(connection.problem().code, ProblemCode::ServerUnreachable);
    QCOMPARE(connection.platforms().size(), 1);

    proxy.setFault(FaultProxy::Fault::None);
    QTRY_COMPARE_WITH_TIMEOUT(connection.state(), Connection::State::Online, 10'000);
}

void ConnectionsTest::aFailedRequestTellsThatTheBackendIsAway()
{
    const auto run = newRun();
    Connection &connection = run->add(server());
    signIn(connection);
    connection.noteFailure({.code = ProblemCode::LabelTaken});
    QCOMPARE(connection.state(), Connection::State::Online);
    connection.noteFailure({.code = ProblemCode::ServerSilent});
    QCOMPARE(connection.state(), Connection::State::Offline);
    connection.tryNow();
    QTRY_COMPARE(connection.state(), Connection::State::Online);
}

void ConnectionsTest::whoSignsOutLeavesNothingForOthers()
{
    {
        const auto run = newRun();
        Connection &connection = run->add(server());
        signIn(connection);
        QVERIFY(await(connection.session()->signOut()));
        QCOMPARE(connection.state(), Connection::State::SignedOut);
        QCOMPARE(connection.endReason(), Session::EndReason::SignedOut);
        QVERIFY(connection.platforms().isEmpty());
        QTRY_VERIFY(m_keychain->entries.isEmpty());
    }
    const auto next = newRun();
    QVERIFY(await(next->cache.platforms())->isEmpty());
    QCOMPARE(next->connections.all().size(), 2U);
}

void ConnectionsTest::whatTheServerEndedIsToldApart()
{
    const auto run = newRun();
    Connection &connection = run->add(server());
    signIn(connection);
    m_fixture.data().run(u"DELETE FROM access_tokens WHERE session_id IS NOT NULL"_s);
    m_fixture.data().run(u"DELETE FROM refresh_tokens"_s);
    m_fixture.data().run(u"DELETE FROM sessions"_s);
    connection.reload();
    QTRY_COMPARE(connection.state(), Connection::State::SignedOut);
    QCOMPARE(connection.endReason(), Session::EndReason::Refused);
    QCOMPARE(connection.platforms().size(), 1); // the person may sign in again, and finds them
}

void ConnectionsTest::oneThatIsRemovedIsGoneInTheNextRunToo()
{
    {
        const auto run = newRun();
        Connection &connection = run->add(server());
        signIn(connection);
        QSignalSpy gone(&connection, &QObject::destroyed);
        run->connections.remove(connection);
        QCOMPARE(run->connections.all().size(), 1U);
        QTRY_COMPARE(gone.count(), 1);
        QTRY_COMPARE(m_fixture.count(u"sessions"_s), 0);
        QTRY_VERIFY(m_keychain->entries.isEmpty());
    }
    const auto next = newRun();
    QCOMPARE(next->connections.all().size(), 1U);
    QVERIFY(await(next->cache.platforms())->isEmpty());
}

void ConnectionsTest::theSameBackendIsFound()
{
    const auto run = newRun();
    const Connection &connection = run->add(server());
    QCOMPARE(run->connections.at(server()), &connection);
    QCOMPARE(run->connections.at(QUrl(u"https://keys.example.org"_s)), nullptr);
}

void ConnectionsTest::theBackendOnThisComputerIsReachedAndLost()
{
    const auto run = newRun();
    Connection &local = run->connections.local();
    local.expect();
    local.reload(); // there is nothing to ask yet
    QCOMPARE(local.state(), Connection::State::Connecting);
    local.reach(server(), AccessToken(m_fixture.server().ownerToken()));
    QTRY_COMPARE(local.state(), Connection::State::Online);
    QCOMPARE(local.platforms().size(), 1);
    local.lose({.code = ProblemCode::ServerUnreachable});
    QCOMPARE(local.state(), Connection::State::Offline);
    local.tryNow();
    QCOMPARE(local.state(), Connection::State::Offline);
}

QTEST_GUILESS_MAIN(ConnectionsTest)
#include "ConnectionsTest.moc"
