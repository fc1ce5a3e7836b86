// SPDX-License-Identifier: Apache-2.0
#include "ScriptedServer.h"
#include "support/Await.h"
#include "support/ServerFixture.h"

#include "client/KeyTrial.h"
#include "client/RestClient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::ScriptedServer;
using keydesk::testing::ServerFixture;

class KeyTrialTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_fixture.start()); }
    void aKeyThatWorksGivesThePlatformsUsers();
    void aKeyThatWasRevokedIsRefused();
    void theMembersTokenIsNotSentAlong();
    void whatIsNoListOfUsersIsNotUnderstood_data();
    void whatIsNoListOfUsersIsNotUnderstood();
    void aBackendThatIsAwayIsAProblem();

private:
    Result<KeyTrial> tryAt(const QUrl &url, const QString &secret)
    {
        RestClient rest;
        rest.setBackend(url, AccessToken("the-members-own-token"));
        const auto parsed = ApiKeySecret::parse(secret.toLatin1());
        return await(tryKey(rest, m_fixture.platformId(), *parsed));
    }
    QUrl server() { return m_fixture.server().baseUrl(); }

    ServerFixture m_fixture;
};

void KeyTrialTest::aKeyThatWorksGivesThePlatformsUsers()
{
    const auto key = m_fixture.makeKey("HR sync");
    const auto before = tryAt(server(), key.secret);
    QVERIFY(before && before->users);
    const auto added = m_fixture.http().send(
        {.method = "POST",
         .path = "/api/v1/users",
         .headers = {{"X-company-id", m_fixture.platformId().toUtf8()},
                     {"X-apiKey", key.secret.toUtf8()},
                     {"Content-Type", "application/json"}},
         .body = R"({"mail":"grace@example.org","firstName":"Grace","lastName":"Hopper"})"});
    QVERIFY(added.status == 200 || added.status == 201);
    QCOMPARE(tryAt(server(), key.secret)->users, *before->users + 1);
}

void KeyTrialTest::aKeyThatWasRevokedIsRefused()
{
    const auto key = m_fixture.makeKey("Gone");
    m_fixture.ask("DELETE", "/keys/" + key.id.toUtf8());
    const auto trial = tryAt(server(), key.secret);
    QVERIFY(trial);
    QVERIFY(!trial->users);
}

void KeyTrialTest::theMembersTokenIsNotSentAlong()
{
    ScriptedServer scripted;
    scripted.setScript([](qsizetype) {
        return QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                          "Content-Length: 2\r\n\r\n[]");
    });
    const auto key = m_fixture.makeKey("Scripted");
    QVERIFY(tryAt(scripted.url(), key.secret));
    const QByteArray request = scripted.requests().first();
    QVERIFY(request.startsWith("GET /api/v1/users HTTP/1.1\r\n"));
    QVERIFY(request.toLower().contains("x-apikey: " + key.secret.toLatin1().toLower()));
    QVERIFY(!request.toLower().contains("authorization"));
}

void KeyTrialTest::whatIsNoListOfUsersIsNotUnderstood_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a page") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                                          "Content-Length: 6\r\n\r\n<html>");
    QTest::newRow("an object") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json"
                                             "\r\nContent-Length: 2\r\n\r\n{}");
    QTest::newRow("an error without a form")
        << QByteArray("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
}

void KeyTrialTest::whatIsNoListOfUsersIsNotUnderstood()
{
    QFETCH(QByteArray, answer);
    ScriptedServer scripted;
    scripted.setScript([answer](qsizetype) { return answer; });
    const auto key = m_fixture.makeKey(QTest::currentDataTag());
    const auto trial = tryAt(scripted.url(), key.secret);
    QVERIFY(!trial);
    QVERIFY(trial.error().code == ProblemCode::AnswerNotUnderstood ||
            trial.error().code == ProblemCode::Unavailable);
}

void KeyTrialTest::aBackendThatIsAwayIsAProblem()
{
    const auto key = m_fixture.makeKey("Away");
    const auto trial = tryAt(QUrl(u"http://127.0.0.1:1"_s), key.secret);
    QVERIFY(!trial);
    QCOMPARE(trial.error().code, ProblemCode::ServerUnreachable);
}

QTEST_GUILESS_MAIN(KeyTrialTest)
#include "KeyTrialTest.moc"
