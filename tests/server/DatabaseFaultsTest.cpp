// SPDX-License-Identifier: Apache-2.0
// What lies between a server and its database fails: nobody waits for ever, and everybody is told
// what has happened.
#include "support/DatabaseRelay.h"
#include "support/ServerFixture.h"

#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

using Fault = DatabaseRelay::Fault;

class DatabaseFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void oneAttemptToConnectAnswersForAllWhoWait();
    void whoWaitsForADatabaseThatLetsInAndIsSilentIsTold();
    void aServerThatWaitsForItsDatabaseCanBeStopped();
    void whoWaitsForADatabaseThatHangsIsTold();
    void whoeverDoesNotKnowWhetherItWasCommittedIsTold_data();
    void whoeverDoesNotKnowWhetherItWasCommittedIsTold();

private:
    HttpRequest list() const
    {
        return {.path = m_fixture->keysPath(), .headers = {m_fixture->owner()}};
    }
    /** What so many get who ask for the list at the same time. */
    QList<int> listed(int times) const
    {
        QList<int> statuses;
        for (const HttpAnswer &answer :
             m_fixture->http().sendAtOnce(QList<HttpRequest>(times, list())))
            statuses.append(answer.status);
        return statuses;
    }

    std::unique_ptr<ServerFixture> m_fixture;
    std::unique_ptr<DatabaseRelay> m_relay;
};

void DatabaseFaultsTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    m_relay = std::make_unique<DatabaseRelay>(m_fixture->storage());
    m_fixture->reachDatabaseBy(m_relay->url());
    QVERIFY(m_fixture->start());
}

void DatabaseFaultsTest::cleanup()
{
    m_relay.reset();
    m_fixture.reset();
}

void DatabaseFaultsTest::oneAttemptToConnectAnswersForAllWhoWait()
{
    const int before = m_relay->accepted();
    m_relay->setFault(Fault::Silence);
    m_relay->cut();
    QCOMPARE(listed(40), QList<int>(40, 503));
    QVERIFY2(m_relay->accepted() - before < 20, QByteArray::number(m_relay->accepted() - before));
    m_relay->setFault(Fault::None);
    QTRY_COMPARE_WITH_TIMEOUT(listed(1), QList<int>{200}, 15'000);
}

void DatabaseFaultsTest::whoWaitsForADatabaseThatLetsInAndIsSilentIsTold()
{
    m_relay->setFault(Fault::SilenceAfterLogin);
    m_relay->cut();
    QCOMPARE(listed(6), QList<int>(6, 503)); // there are fewer connections
    m_relay->setFault(Fault::None);
    QTRY_COMPARE_WITH_TIMEOUT(listed(1), QList<int>{200}, 15'000);
}

void DatabaseFaultsTest::aServerThatWaitsForItsDatabaseCanBeStopped()
{
    m_relay->setFault(Fault::SilenceAfterLogin);
    m_relay->cut();
    QCOMPARE(listed(6), QList<int>(6, 503));
    m_fixture->server().terminate();
    QCOMPARE(m_fixture->server().waitForExit(30'000), 0);
}

void DatabaseFaultsTest::whoWaitsForADatabaseThatHangsIsTold()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const HttpRequest verify{.path = "/verify",
                             .headers = keyHeaders(m_fixture->platformId(), key.secret)};
    const HttpRequest create = createRequest(m_fixture->platformId(), m_fixture->owner(),
                                             newIdempotencyKey(), R"({"label":"Make"})");
    m_relay->setFault(Fault::Silence); // of connections that are in use
    QList<HttpAnswer> answers =
        m_fixture->http().sendAtOnce({verify, create, list(), {.path = "/healthz"}});
    QCOMPARE(answers.takeLast().status, 200);
    for (const HttpAnswer &answer : answers) {
        QVERIFY2(answer.status == 503, answer.body.constData());
        QVERIFY(answer.headers.contains("retry-after"));
    }
    m_relay->setFault(Fault::None);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->http().send(verify).status, 204, 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->http().send(create).status, 201, 15'000);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 2);
}

void DatabaseFaultsTest::whoeverDoesNotKnowWhetherItWasCommittedIsTold_data()
{
    QTest::addColumn<bool>("wasMade");
    QTest::newRow("it was") << true;
    QTest::newRow("it was not") << false;
}

void DatabaseFaultsTest::whoeverDoesNotKnowWhetherItWasCommittedIsTold()
{
    QFETCH(bool, wasMade);
    const HttpRequest create = createRequest(m_fixture->platformId(), m_fixture->owner(),
                                             newIdempotencyKey(), R"({"label":"Zapier"})");
    m_relay->cutAtCommitOf("INSERT INTO api_keys", wasMade ? DatabaseRelay::Commit::Reaches
                                                           : DatabaseRelay::Commit::IsLost);
    const HttpAnswer answer = m_fixture->http().send(create);
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.headers.contains("retry-after"));
    QVERIFY2(answer.body.contains("whether it was made"), answer.body.constData());
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), wasMade ? 1 : 0);
    const HttpAnswer again = m_fixture->http().send(create);
    QCOMPARE(again.status, 201);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
    QCOMPARE(m_fixture->verify(again.json()[u"secret"_s].toString()).status, 204);
}

QTEST_GUILESS_MAIN(DatabaseFaultsTest)
#include "DatabaseFaultsTest.moc"
