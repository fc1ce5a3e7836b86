// SPDX-License-Identifier: Apache-2.0
// The list of keys, what a label can be, and what revoking does.
#include "support/ServerFixture.h"

#include "keys/ApiKey.h"
#include "keys/ApiKeySecret.h"

#include <QJsonArray>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class KeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void aNewKeyIsShownWithItsSecretOnce();
    void theListIsTheClientsVocabularyAndHoldsNoSecret();
    void labelsAreUniqueRegardlessOfCase();
    void labelsAreFreeOnAnotherPlatformAndAfterARevoke();
    void labelsAreTrimmedAndNormalised();
    void revokedKeyIsRefusedAtOnce();
    void revokingAKeyOfAnotherPlatformFindsNothing();
    void aRevokedKeyMakesRoom();
    void expiryIsKept();
    void answersWithSecretsAreNotStored();

private:
    int revoke(const QString &id) const
    {
        return m_fixture->http()
            .send({.method = "DELETE",
                   .path = m_fixture->keysPath() + '/' + id.toLatin1(),
                   .headers = {m_fixture->owner()}})
            .status;
    }

    std::unique_ptr<ServerFixture> m_fixture;
};

void KeysTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
}

void KeysTest::aNewKeyIsShownWithItsSecretOnce()
{
    const HttpAnswer answer = m_fixture->post(R"({"label":"Zapier"})");
    QCOMPARE(answer.status, 201);
    const QByteArray text = answer.json()[u"secret"_s].toString().toLatin1();
    const auto secret = keydesk::ApiKeySecret::parse(text);
    QVERIFY(secret.has_value());
    const auto key = keydesk::apiKeyFromJson(answer.json()[u"key"_s].toObject());
    QVERIFY(key.has_value());
    QCOMPARE(key->label, u"Zapier"_s);
    QCOMPARE(key->hint, secret->hint());
    QVERIFY(!key->lastUsedAt);
    QCOMPARE(key->callsLast24h, 0);
    QVERIFY(!m_fixture->list().body.contains(text));
}

void KeysTest::theListIsTheClientsVocabularyAndHoldsNoSecret()
{
    QCOMPARE(m_fixture->list().json(),
             (QJsonObject{{u"items"_s, QJsonArray()}, {u"limit"_s, 25}, {u"used"_s, 0}}));
    for (const char *label : {"One", "Two", "Three"})
        m_fixture->makeKey(label);
    const HttpAnswer answer = m_fixture->list();
    QCOMPARE(answer.json()[u"used"_s].toInt(), 3);
    QStringList labels;
    for (const QJsonValue item : answer.json()[u"items"_s].toArray()) {
        const auto key = keydesk::apiKeyFromJson(item.toObject());
        QVERIFY(key.has_value());
        QVERIFY(!key->createdBy.name.isEmpty());
        labels.append(key->label);
    }
    QCOMPARE(labels, (QStringList{u"One"_s, u"Two"_s, u"Three"_s}));
    for (const char *name : {"secret", "salt", "sha256", "idempotency", "payload"})
        QVERIFY2(!answer.body.contains(name), name);
}

void KeysTest::labelsAreUniqueRegardlessOfCase()
{
    QCOMPARE(m_fixture->post(R"({"label":"Straße"})").status, 201);
    for (const char *same :
         {R"({"label":"Straße"})", R"({"label":" STRASSE "})", R"({"label":"strasse"})"}) {
        const HttpAnswer answer = m_fixture->post(same);
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.problem(), u"label-taken"_s);
    }
    QCOMPARE(m_fixture->post(R"({"label":"Strasse 2"})").status, 201);
}

void KeysTest::labelsAreFreeOnAnotherPlatformAndAfterARevoke()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    const QString member = m_fixture->data().addMember(u"Admin"_s);
    m_fixture->data().setRole(other, member, u"admin"_s);
    const QByteArray token = "Bearer " + m_fixture->data().addToken(member);
    QCOMPARE(m_fixture->http()
                 .send(createRequest(other, {"Authorization", token}, newIdempotencyKey(),
                                     R"({"label":"Zapier"})"))
                 .status,
             201);
    QCOMPARE(revoke(key.id), 204);
    QCOMPARE(m_fixture->post(R"({"label":"Zapier"})").status, 201);
}

void KeysTest::labelsAreTrimmedAndNormalised()
{
    const HttpAnswer answer = m_fixture->post(R"({"label":"  Cafe\u0301  "})");
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.json()[u"key"_s].toObject()[u"label"_s].toString(), u"Café"_s);
    const QByteArray longest(100, 'a');
    QCOMPARE(m_fixture->post("{\"label\":\"" + longest + "\"}").status, 201);
}

void KeysTest::revokedKeyIsRefusedAtOnce()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    QCOMPARE(m_fixture->verify(key.secret).status, 204);
    QCOMPARE(revoke(key.id), 204);
    QCOMPARE(m_fixture->verify(key.secret).status, 401);
    QCOMPARE(m_fixture->http()
                 .send({.path = "/api/v1/users",
                        .headers = keyHeaders(m_fixture->platformId(), key.secret)})
                 .status,
             401);
    QCOMPARE(revoke(key.id), 404);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 0);
    // The uses that were noted before the revoke must not bring it back, nor be in the way.
    QTest::qWait(1200);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 0);
    QCOMPARE(m_fixture->data().run(u"SELECT COUNT(*) FROM key_calls"_s).toInt(), 0);
}

void KeysTest::revokingAKeyOfAnotherPlatformFindsNothing()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    const QString member = m_fixture->data().addMember(u"Admin"_s);
    m_fixture->data().setRole(other, member, u"owner"_s);
    const QByteArray token = "Bearer " + m_fixture->data().addToken(member);
    const HttpAnswer answer = m_fixture->http().send(
        {.method = "DELETE",
         .path = "/admin/v1/platforms/" + other.toLatin1() + "/keys/" + key.id.toLatin1(),
         .headers = {{"Authorization", token}}});
    QCOMPARE(answer.status, 404);
    QCOMPARE(m_fixture->verify(key.secret).status, 204);
}

void KeysTest::aRevokedKeyMakesRoom()
{
    MadeKey last;
    for (int i = 0; i < 25; ++i)
        last = m_fixture->makeKey("Key " + QByteArray::number(i));
    QCOMPARE(m_fixture->post(R"({"label":"More"})").problem(), u"key-limit-reached"_s);
    // A label that is taken is the nearer reason.
    QCOMPARE(m_fixture->post(R"({"label":"key 1"})").problem(), u"label-taken"_s);
    QCOMPARE(revoke(last.id), 204);
    QCOMPARE(m_fixture->post(R"({"label":"More"})").status, 201);
}

void KeysTest::expiryIsKept()
{
    const HttpAnswer answer =
        m_fixture->post(R"({"label":"Short","expiresAt":"2999-12-31T23:59:59.5+01:00"})");
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.json()[u"key"_s].toObject()[u"expiresAt"_s].toString(),
             u"2999-12-31T22:59:59.500Z"_s);
}

void KeysTest::answersWithSecretsAreNotStored()
{
    const HttpAnswer answer = m_fixture->post(R"({"label":"Zapier"})");
    QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
    QCOMPARE(answer.headers.value("x-content-type-options"), QByteArray("nosniff"));
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
}

QTEST_GUILESS_MAIN(KeysTest)
#include "KeysTest.moc"
