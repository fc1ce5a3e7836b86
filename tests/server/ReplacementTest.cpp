// SPDX-License-Identifier: Apache-2.0
// A new secret for a key: for how long the old one works, and what a repeated request gets.
#include "support/ServerFixture.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class ReplacementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void duringTheOverlapBothWork();
    void afterTheOverlapOnlyTheNewOneWorks();
    void theOldOneIsRemovedInTheServersName();
    void withoutAnOverlapTheOldOneEndsAtOnce();
    void theSameRequestGivesTheSameKeyAndSecret();
    void theSameRequestGivesTheSameSecretAfterARestart();
    void anotherPayloadIsRefused();
    void aPausedKeyIsNotBroughtBackByAnOverlap();
    void aFullPlatformHasNoRoomForAnOverlap();
    void theOverlapHasLimits_data();
    void theOverlapHasLimits();
    void theLabelGoesToTheNewOne();
    void theExpiryGoesToTheNewOneAndIsNotMadeLater();
    void keysAtTheirEndCannotBeReplaced();
    void anIdempotencyKeyIsNeeded();

private:
    HttpAnswer replace(const QString &keyId, const QByteArray &json,
                       const std::pair<QByteArray, QByteArray> &idempotencyKey) const
    {
        return m_fixture->ask("POST", "/keys/" + keyId.toLatin1() + "/replacement", json,
                              {idempotencyKey});
    }
    HttpAnswer replace(int overlap) const
    {
        return replace(m_key.id, "{\"overlapSeconds\":" + QByteArray::number(overlap) + '}',
                       newIdempotencyKey());
    }
    void setExpiry(const QString &keyId, qint64 secondsFromNow) const
    {
        m_fixture->data().run(u"UPDATE api_keys SET expires_at = ? WHERE id = ?"_s,
                              {QDateTime::currentMSecsSinceEpoch() + secondsFromNow * 1000, keyId});
    }

    std::unique_ptr<ServerFixture> m_fixture;
    MadeKey m_key;
};

namespace {

MadeKey madeKey(const HttpAnswer &answer)
{
    return {answer.json()[u"key"_s][u"id"_s].toString(), answer.json()[u"secret"_s].toString()};
}

} // namespace

void ReplacementTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
    m_key = m_fixture->makeKey("Zapier");
}

void ReplacementTest::duringTheOverlapBothWork()
{
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const HttpAnswer answer = replace(3600);
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
    const MadeKey next = madeKey(answer);
    QVERIFY(next.id != m_key.id);
    QVERIFY(next.secret != m_key.secret);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
    QCOMPARE(m_fixture->verify(next.secret).status, 204);
    const QJsonObject old = m_fixture->listed(m_key.id);
    QCOMPARE(old[u"state"_s].toString(), u"retiring"_s);
    const auto end = QDateTime::fromString(old[u"expiresAt"_s].toString(), Qt::ISODateWithMs);
    QVERIFY(end >= before.addSecs(3600));
    QVERIFY(end <= QDateTime::currentDateTimeUtc().addSecs(3600));
    QCOMPARE(m_fixture->listed(next.id)[u"state"_s].toString(), u"active"_s);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 2);
}

void ReplacementTest::afterTheOverlapOnlyTheNewOneWorks()
{
    const MadeKey next = madeKey(replace(3600));
    setExpiry(m_key.id, 0);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 401);
    QCOMPARE(m_fixture->verify(next.secret).status, 204);
}

void ReplacementTest::theOldOneIsRemovedInTheServersName()
{
    const MadeKey next = madeKey(replace(3600));
    setExpiry(m_key.id, 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->listed(m_key.id).isEmpty(), 20'000);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
    const QJsonValue row = m_fixture->ask("GET", "/audit").json()[u"items"_s][0];
    QCOMPARE(row[u"action"_s].toString(), u"key.revoked"_s);
    QCOMPARE(row[u"key"_s].toObject(),
             (QJsonObject{{u"id"_s, m_key.id}, {u"label"_s, u"Zapier"_s}}));
    QCOMPARE(row[u"detail"_s].toObject(), (QJsonObject{{u"reason"_s, u"overlap-ended"_s}}));
    QCOMPARE(row[u"actor"_s].toObject(),
             (QJsonObject{{u"id"_s, u""_s}, {u"name"_s, u"Keydesk"_s}}));
    QCOMPARE(row[u"address"_s].toString(), u""_s);
    QCOMPARE(m_fixture->verify(next.secret).status, 204);
}

void ReplacementTest::withoutAnOverlapTheOldOneEndsAtOnce()
{
    const HttpAnswer answer = replace(0);
    QCOMPARE(answer.status, 201);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 401);
    QCOMPARE(m_fixture->verify(madeKey(answer).secret).status, 204);
    QVERIFY(m_fixture->listed(m_key.id).isEmpty());
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
}

void ReplacementTest::theSameRequestGivesTheSameKeyAndSecret()
{
    for (const QByteArray json : {R"({"overlapSeconds":60})", R"({"overlapSeconds":0})"}) {
        const MadeKey key = m_fixture->makeKey("For " + json.toBase64());
        const auto idempotencyKey = newIdempotencyKey();
        const HttpAnswer first = replace(key.id, json, idempotencyKey);
        const HttpAnswer again = replace(key.id, json, idempotencyKey);
        QCOMPARE(first.status, 201);
        QCOMPARE(again.status, 201);
        QCOMPARE(again.json(), first.json());
    }
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 4);
}

void ReplacementTest::theSameRequestGivesTheSameSecretAfterARestart()
{
    const auto idempotencyKey = newIdempotencyKey();
    const HttpAnswer first = replace(m_key.id, R"({"overlapSeconds":0})", idempotencyKey);
    QVERIFY(m_fixture->restart());
    const HttpAnswer again = replace(m_key.id, R"({"overlapSeconds":0})", idempotencyKey);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.json(), first.json());
}

void ReplacementTest::anotherPayloadIsRefused()
{
    const auto idempotencyKey = newIdempotencyKey();
    QCOMPARE(replace(m_key.id, R"({"overlapSeconds":60})", idempotencyKey).status, 201);
    const MadeKey other = m_fixture->makeKey("Other");
    const HttpAnswer create = m_fixture->http().send(createRequest(
        m_fixture->platformId(), m_fixture->owner(), idempotencyKey, R"({"label":"New"})"));
    for (const HttpAnswer &answer :
         {replace(m_key.id, R"({"overlapSeconds":61})", idempotencyKey),
          replace(other.id, R"({"overlapSeconds":60})", idempotencyKey), create}) {
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.problem(), u"idempotency-key-reused"_s);
        QVERIFY(!answer.body.contains("kdk_"));
    }
    QCOMPARE(m_fixture->verify(other.secret).status, 204);
}

void ReplacementTest::aPausedKeyIsNotBroughtBackByAnOverlap()
{
    m_fixture->ask("PATCH", "/keys/" + m_key.id.toLatin1(), R"({"state":"paused"})");
    const HttpAnswer refused = replace(60);
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.problem(), u"key-state-conflict"_s);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 401);
    const HttpAnswer answer = replace(0);
    QCOMPARE(answer.status, 201);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 401);
    QCOMPARE(m_fixture->verify(madeKey(answer).secret).status, 204);
}

void ReplacementTest::aFullPlatformHasNoRoomForAnOverlap()
{
    for (int i = 1; i < 25; ++i)
        QVERIFY(!m_fixture->makeKey("Key " + QByteArray::number(i)).secret.isEmpty());
    const HttpAnswer refused = replace(60);
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.problem(), u"key-limit-reached"_s);
    QCOMPARE(refused.json()[u"limit"_s].toInt(), 25);
    QCOMPARE(m_fixture->listed(m_key.id)[u"state"_s].toString(), u"active"_s);
    QCOMPARE(replace(0).status, 201);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 25);
}

void ReplacementTest::theOverlapHasLimits_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("status");
    QTest::newRow("at once") << QByteArray(R"({"overlapSeconds":0})") << 201;
    QTest::newRow("seven days") << QByteArray(R"({"overlapSeconds":604800})") << 201;
    for (const char *json :
         {R"({"overlapSeconds":604801})", R"({"overlapSeconds":-1})", R"({"overlapSeconds":1.5})",
          R"({"overlapSeconds":1e300})", R"({"overlapSeconds":"60"})", R"({"overlapSeconds":null})",
          R"({"overlapSeconds":60,"label":"x"})", "{}", "[]"})
        QTest::newRow(json) << QByteArray(json) << 400;
}

void ReplacementTest::theOverlapHasLimits()
{
    QFETCH(QByteArray, json);
    QFETCH(int, status);
    QCOMPARE(replace(m_key.id, json, newIdempotencyKey()).status, status);
    if (status != 201)
        QCOMPARE(m_fixture->listed(m_key.id)[u"state"_s].toString(), u"active"_s);
}

void ReplacementTest::theLabelGoesToTheNewOne()
{
    const MadeKey next = madeKey(replace(60));
    QCOMPARE(m_fixture->listed(m_key.id)[u"label"_s].toString(), u"Zapier"_s);
    QCOMPARE(m_fixture->listed(next.id)[u"label"_s].toString(), u"Zapier"_s);
    QCOMPARE(m_fixture->post(R"({"label":"zapier"})").problem(), u"label-taken"_s);
    // One that is only held by a retiring key is free.
    m_fixture->ask("PATCH", "/keys/" + next.id.toLatin1(), R"({"label":"Make"})");
    QCOMPARE(m_fixture->post(R"({"label":"zapier"})").status, 201);
}

void ReplacementTest::theExpiryGoesToTheNewOneAndIsNotMadeLater()
{
    setExpiry(m_key.id, 600);
    const QJsonValue expiry = m_fixture->listed(m_key.id)[u"expiresAt"_s];
    const MadeKey next = madeKey(replace(604'800));
    QCOMPARE(m_fixture->listed(m_key.id)[u"expiresAt"_s], expiry);
    QCOMPARE(m_fixture->listed(next.id)[u"expiresAt"_s], expiry);
}

void ReplacementTest::keysAtTheirEndCannotBeReplaced()
{
    const MadeKey expired = m_fixture->makeKey("Expired");
    setExpiry(expired.id, -1);
    QCOMPARE(replace(60).status, 201);
    for (const char *json : {R"({"overlapSeconds":60})", R"({"overlapSeconds":0})"}) {
        for (const QString &id : {m_key.id, expired.id}) {
            const HttpAnswer answer = replace(id, json, newIdempotencyKey());
            QCOMPARE(answer.status, 409);
            QCOMPARE(answer.problem(), u"key-state-conflict"_s);
        }
        QCOMPARE(replace(u"ffffffffffffffffffffffff"_s, json, newIdempotencyKey()).status, 404);
    }
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 3);
}

void ReplacementTest::anIdempotencyKeyIsNeeded()
{
    const auto problem = [&](const Headers &headers) {
        return m_fixture
            ->ask("POST", "/keys/" + m_key.id.toLatin1() + "/replacement",
                  R"({"overlapSeconds":0})", headers)
            .problem();
    };
    QCOMPARE(problem({}), u"idempotency-key-missing"_s);
    QCOMPARE(problem({{"Idempotency-Key", "short"}}), u"idempotency-key-invalid"_s);
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
}

QTEST_GUILESS_MAIN(ReplacementTest)
#include "ReplacementTest.moc"
