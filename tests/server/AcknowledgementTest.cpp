// SPDX-License-Identifier: Apache-2.0
// The administrator has the secret: from then on nobody can have it again.
#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class AcknowledgementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void theSecretIsNotGivenAgain();
    void theSaltIsGone();
    void twiceIsAsGoodAsOnce();
    void aReplacementIsAcknowledgedAsWell();
    void aKeyThatIsNotOnThePlatformIsNotFound();

private:
    HttpAnswer create() const
    {
        return m_fixture->http().send(createRequest(m_fixture->platformId(), m_fixture->owner(),
                                                    m_idempotencyKey, R"({"label":"Zapier"})"));
    }
    HttpAnswer acknowledge(const QString &keyId) const
    {
        return m_fixture->ask("POST", "/keys/" + keyId.toLatin1() + "/acknowledgement");
    }
    bool hasSalt(const QString &keyId) const
    {
        return !m_fixture->data()
                    .run(u"SELECT salt FROM api_keys WHERE id = ?"_s, {keyId})
                    .isNull();
    }

    std::unique_ptr<ServerFixture> m_fixture;
    std::pair<QByteArray, QByteArray> m_idempotencyKey;
    MadeKey m_key;
};

void AcknowledgementTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    m_idempotencyKey = newIdempotencyKey();
    QVERIFY(m_fixture->start());
    const QJsonObject made = create().json();
    m_key = {made[u"key"_s][u"id"_s].toString(), made[u"secret"_s].toString()};
}

void AcknowledgementTest::theSecretIsNotGivenAgain()
{
    QCOMPARE(create().status, 201);
    const HttpAnswer answer = acknowledge(m_key.id);
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.body.isEmpty());
    const HttpAnswer again = create();
    QCOMPARE(again.status, 409);
    QCOMPARE(again.problem(), u"already-acknowledged"_s);
    QVERIFY(!again.body.contains("kdk_"));
    QCOMPARE(m_fixture->verify(m_key.secret).status, 204);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
}

void AcknowledgementTest::theSaltIsGone()
{
    const MadeKey other = m_fixture->makeKey("Other");
    QVERIFY(hasSalt(m_key.id));
    QCOMPARE(acknowledge(m_key.id).status, 204);
    QVERIFY(!hasSalt(m_key.id));
    QVERIFY(hasSalt(other.id));
}

void AcknowledgementTest::twiceIsAsGoodAsOnce()
{
    QCOMPARE(acknowledge(m_key.id).status, 204);
    QCOMPARE(acknowledge(m_key.id).status, 204);
    QCOMPARE(m_fixture->data()
                 .run(u"SELECT COUNT(*) FROM audit WHERE action = 'key.acknowledged'"_s)
                 .toInt(),
             1);
}

void AcknowledgementTest::aReplacementIsAcknowledgedAsWell()
{
    const auto idempotencyKey = newIdempotencyKey();
    const auto replace = [&] {
        return m_fixture->ask("POST", "/keys/" + m_key.id.toLatin1() + "/replacement",
                              R"({"overlapSeconds":60})", {idempotencyKey});
    };
    const QString id = replace().json()[u"key"_s][u"id"_s].toString();
    QCOMPARE(acknowledge(id).status, 204);
    QCOMPARE(replace().problem(), u"already-acknowledged"_s);
    // Each for itself: the secret of the one before could still be had.
    QVERIFY(hasSalt(m_key.id));
    QCOMPARE(acknowledge(m_key.id).status, 204);
}

void AcknowledgementTest::aKeyThatIsNotOnThePlatformIsNotFound()
{
    QCOMPARE(acknowledge(u"ffffffffffffffffffffffff"_s).status, 404);
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    const QString member = m_fixture->data().addMember(u"Admin"_s);
    m_fixture->data().setRole(other, member, u"owner"_s);
    const HttpAnswer answer = m_fixture->http().send(
        {.method = "POST",
         .path = "/admin/v1/platforms/" + other.toLatin1() + "/keys/" + m_key.id.toLatin1() +
                 "/acknowledgement",
         .headers = {{"Authorization", "Bearer " + m_fixture->data().addToken(member)}}});
    QCOMPARE(answer.status, 404);
    QVERIFY(hasSalt(m_key.id));
}

QTEST_GUILESS_MAIN(AcknowledgementTest)
#include "AcknowledgementTest.moc"
