// SPDX-License-Identifier: Apache-2.0
// A create can be asked again without harm: what a client may rely on when an answer was lost.
#include "support/ServerFixture.h"

#include <QDateTime>
#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class CreateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void theSameCreateGivesTheSameKeyAndSecret();
    void theSameCreateGivesTheSameSecretAfterARestart();
    void equalCreatesAtOnceMakeOneKey();
    void anotherSpellingOfTheSamePayloadIsTheSame();
    void anotherPayloadIsRefused();
    void anotherAdministratorCannotAskForTheSecret();
    void theSecretCannotBeHadAfterADay();
    void oldSaltsAreDeletedWhenTheServerStarts();
    void aRepeatWorksWhenThePlatformIsFullMeanwhile();
    void aRepeatWorksThroughASecondServerOnTheSameDatabase();
    void afterARevokeTheSameCreateMakesAnotherSecret();
    void fiftyCreatesAtOnceFillThePlatformExactly();

private:
    HttpRequest create(const QByteArray &json) const
    {
        return createRequest(m_fixture->platformId(), m_fixture->owner(), m_idempotencyKey, json);
    }

    std::unique_ptr<ServerFixture> m_fixture;
    std::pair<QByteArray, QByteArray> m_idempotencyKey;
};

void CreateTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    m_idempotencyKey = newIdempotencyKey();
    QVERIFY(m_fixture->start());
}

void CreateTest::theSameCreateGivesTheSameKeyAndSecret()
{
    const HttpAnswer first = m_fixture->http().send(create(R"({"label":"Zapier"})"));
    const HttpAnswer again = m_fixture->http().send(create(R"({"label":"Zapier"})"));
    QCOMPARE(first.status, 201);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.json(), first.json());
    QCOMPARE(m_fixture->verify(first.json()[u"secret"_s].toString()).status, 204);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
}

void CreateTest::theSameCreateGivesTheSameSecretAfterARestart()
{
    const HttpAnswer first = m_fixture->http().send(create(R"({"label":"Zapier"})"));
    QVERIFY(m_fixture->restart());
    const HttpAnswer again = m_fixture->http().send(create(R"({"label":"Zapier"})"));
    QCOMPARE(again.status, 201);
    QCOMPARE(again.json(), first.json());
}

void CreateTest::equalCreatesAtOnceMakeOneKey()
{
    const QList<HttpRequest> requests(20, create(R"({"label":"Zapier"})"));
    QSet<QByteArray> bodies;
    for (const HttpAnswer &answer : m_fixture->http().sendAtOnce(requests)) {
        QCOMPARE(answer.status, 201);
        bodies.insert(answer.body);
    }
    QCOMPARE(bodies.size(), 1);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
}

void CreateTest::anotherSpellingOfTheSamePayloadIsTheSame()
{
    const HttpAnswer first = m_fixture->http().send(create(R"({"label":"Zapier"})"));
    const HttpAnswer again =
        m_fixture->http().send(create(R"({ "expiresAt": null, "label": " Zapier " })"));
    QCOMPARE(again.status, 201);
    QCOMPARE(again.json(), first.json());
}

void CreateTest::anotherPayloadIsRefused()
{
    QCOMPARE(m_fixture->http().send(create(R"({"label":"Zapier"})")).status, 201);
    for (const char *json :
         {R"({"label":"zapier"})", R"({"label":"Zapier","expiresAt":"2999-01-01T00:00:00Z"})"}) {
        const HttpAnswer other = m_fixture->http().send(create(json));
        QCOMPARE(other.status, 422);
        QCOMPARE(other.problem(), u"idempotency-key-reused"_s);
        QVERIFY(!other.body.contains("kdk_"));
    }
}

void CreateTest::anotherAdministratorCannotAskForTheSecret()
{
    QCOMPARE(m_fixture->http().send(create(R"({"label":"Zapier"})")).status, 201);
    const QString admin = m_fixture->data().addMember(u"Admin"_s);
    m_fixture->data().setRole(m_fixture->platformId(), admin, u"admin"_s);
    HttpRequest request = create(R"({"label":"Zapier"})");
    request.headers.first().second = "Bearer " + m_fixture->data().addToken(admin);
    const HttpAnswer answer = m_fixture->http().send(request);
    QCOMPARE(answer.status, 422);
    QVERIFY(!answer.body.contains("kdk_"));
}

void CreateTest::theSecretCannotBeHadAfterADay()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QCOMPARE(m_fixture->http().send(create(R"({"label":"Zapier"})")).status, 201);
    constexpr qint64 day = 24LL * 3600 * 1000;
    m_fixture->data().run(u"UPDATE api_keys SET created_at = ?"_s, {now - day + 60'000});
    QCOMPARE(m_fixture->http().send(create(R"({"label":"Zapier"})")).status, 201);
    // Too old counts as gone, though the salt is still there.
    m_fixture->data().run(u"UPDATE api_keys SET created_at = ?"_s, {now - day});
    const HttpAnswer late = m_fixture->http().send(create(R"({"label":"Zapier"})"));
    QCOMPARE(late.status, 409);
    QCOMPARE(late.problem(), u"already-acknowledged"_s);
}

void CreateTest::oldSaltsAreDeletedWhenTheServerStarts()
{
    QCOMPARE(m_fixture->http().send(create(R"({"label":"Old"})")).status, 201);
    m_fixture->data().run(u"UPDATE api_keys SET created_at = 1"_s);
    QVERIFY(!m_fixture->makeKey("New").secret.isEmpty());
    QVERIFY(m_fixture->restart());
    const QString count = u"SELECT COUNT(*) FROM api_keys WHERE salt IS NULL"_s;
    QTRY_COMPARE(m_fixture->data().run(count).toInt(), 1);
    QCOMPARE(m_fixture->http().send(create(R"({"label":"Old"})")).problem(),
             u"already-acknowledged"_s);
}

void CreateTest::aRepeatWorksWhenThePlatformIsFullMeanwhile()
{
    const HttpAnswer first = m_fixture->http().send(create(R"({"label":"First"})"));
    for (int i = 1; i < 25; ++i)
        QVERIFY(!m_fixture->makeKey("Key " + QByteArray::number(i)).secret.isEmpty());
    QCOMPARE(m_fixture->post(R"({"label":"One more"})").problem(), u"key-limit-reached"_s);
    QCOMPARE(m_fixture->http().send(create(R"({"label":"First"})")).json(), first.json());
}

void CreateTest::aRepeatWorksThroughASecondServerOnTheSameDatabase()
{
    const HttpAnswer first = m_fixture->http().send(create(R"({"label":"Zapier"})"));
    ServerProcess second(m_fixture->database());
    QVERIFY(second.start());
    HttpRequest request = create(R"({"label":"Zapier"})");
    request.headers.first() = second.authorization();
    QCOMPARE(second.http().send(request).json(), first.json());
}

void CreateTest::afterARevokeTheSameCreateMakesAnotherSecret()
{
    const QJsonObject first = m_fixture->http().send(create(R"({"label":"Zapier"})")).json();
    const QByteArray id = first[u"key"_s].toObject()[u"id"_s].toString().toLatin1();
    m_fixture->http().send({.method = "DELETE",
                            .path = m_fixture->keysPath() + '/' + id,
                            .headers = {m_fixture->owner()}});
    const HttpAnswer again = m_fixture->http().send(create(R"({"label":"Zapier"})"));
    QCOMPARE(again.status, 201);
    QVERIFY(again.json()[u"secret"_s] != first[u"secret"_s]);
    QCOMPARE(m_fixture->verify(first[u"secret"_s].toString()).status, 401);
}

void CreateTest::fiftyCreatesAtOnceFillThePlatformExactly()
{
    QList<HttpRequest> requests;
    for (int i = 0; i < 50; ++i)
        requests.append(createRequest(m_fixture->platformId(), m_fixture->owner(),
                                      newIdempotencyKey(),
                                      "{\"label\":\"Key " + QByteArray::number(i) + "\"}"));
    int created = 0;
    int refused = 0;
    QSet<QString> secrets;
    for (const HttpAnswer &answer : m_fixture->http().sendAtOnce(requests)) {
        if (answer.status == 201) {
            ++created;
            secrets.insert(answer.json()[u"secret"_s].toString());
            continue;
        }
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.problem(), u"key-limit-reached"_s);
        QCOMPARE(answer.json()[u"limit"_s].toInt(), 25);
        QCOMPARE(answer.json()[u"used"_s].toInt(), 25);
        ++refused;
    }
    QCOMPARE(created, 25);
    QCOMPARE(refused, 25);
    QCOMPARE(secrets.size(), 25);
    QCOMPARE(m_fixture->list().json()[u"items"_s].toArray().size(), 25);
}

QTEST_GUILESS_MAIN(CreateTest)
#include "CreateTest.moc"
