// SPDX-License-Identifier: Apache-2.0
// What the holder of a key may learn of other keys and tokens of its platform (RFC 7662).
#include "support/JsonWebToken.h"
#include "support/ServerFixture.h"

#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class IntrospectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void aGoodKeyIsDescribed();
    void aGoodTokenIsDescribed();
    void theEndIsTheSoonerOne();
    void whatIsNotGoodIsOnlyNotActive_data();
    void whatIsNotGoodIsOnlyNotActive();
    void theCallerCanShowItsKeyInEveryWay_data();
    void theCallerCanShowItsKeyInEveryWay();
    void whoHasNoKeyLearnsNothing_data();
    void whoHasNoKeyLearnsNothing();
    void aRequestWithoutATokenIsTold();
    void beingLookedUpIsNotAUse();

private:
    HttpAnswer ask(const QByteArray &body, const Headers &caller,
                   const QByteArray &path = "/introspect") const;
    QJsonObject looked(const QByteArray &token) const;
    QByteArray tokenFor(const MadeKey &key) const;
    Headers caller() const { return keyHeaders(m_fixture.platformId(), m_caller.secret); }

    ServerFixture m_fixture;
    MadeKey m_caller;
    MadeKey m_key;
};

void IntrospectTest::initTestCase()
{
    QVERIFY(m_fixture.start());
    m_caller = m_fixture.makeKey("Gateway");
    m_key = m_fixture.makeKey("Client");
    QVERIFY(!m_caller.secret.isEmpty() && !m_key.secret.isEmpty());
}

HttpAnswer IntrospectTest::ask(const QByteArray &body, const Headers &caller,
                               const QByteArray &path) const
{
    return m_fixture.http().send(
        {.method = "POST",
         .path = path,
         .headers = caller + Headers{{"Content-Type", "application/x-www-form-urlencoded"}},
         .body = body});
}

QJsonObject IntrospectTest::looked(const QByteArray &token) const
{
    const HttpAnswer answer = ask("token_type_hint=access_token&token=" + token, caller());
    return answer.status == 200 ? answer.json() : QJsonObject{{u"status"_s, answer.status}};
}

QByteArray IntrospectTest::tokenFor(const MadeKey &key) const
{
    return m_fixture.http()
        .send(tokenRequest(m_fixture.platformId(), key.secret))
        .json()[u"access_token"_s]
        .toString()
        .toLatin1();
}

void IntrospectTest::aGoodKeyIsDescribed()
{
    const QJsonObject answer = looked(m_key.secret.toLatin1());
    const auto created = QDateTime::fromString(
        m_fixture.listed(m_key.id)[u"createdAt"_s].toString(), Qt::ISODateWithMs);
    QCOMPARE(answer, (QJsonObject{{u"active"_s, true},
                                  {u"client_id"_s, m_fixture.platformId()},
                                  {u"sub"_s, m_key.id},
                                  {u"token_type"_s, u"ApiKey"_s},
                                  {u"iat"_s, created.toSecsSinceEpoch()}}));
}

void IntrospectTest::aGoodTokenIsDescribed()
{
    const QByteArray token = tokenFor(m_key);
    const QJsonObject claims = JsonWebToken::read(token).claims;
    QCOMPARE(looked(token), (QJsonObject{{u"active"_s, true},
                                         {u"client_id"_s, m_fixture.platformId()},
                                         {u"sub"_s, m_key.id},
                                         {u"token_type"_s, u"Bearer"_s},
                                         {u"iss"_s, u"keydesk"_s},
                                         {u"iat"_s, claims[u"iat"_s]},
                                         {u"exp"_s, claims[u"exp"_s]}}));
}

void IntrospectTest::theEndIsTheSoonerOne()
{
    const MadeKey key = m_fixture.makeKey("Ends");
    const QByteArray token = tokenFor(key);
    const qint64 soon = QDateTime::currentSecsSinceEpoch() + 600;
    const QString sql = u"UPDATE api_keys SET expires_at = ? WHERE id = ?"_s;
    m_fixture.data().run(sql, {soon * 1000, key.id});
    QCOMPARE(looked(key.secret.toLatin1())[u"exp"_s].toInteger(), soon);
    QCOMPARE(looked(token)[u"exp"_s].toInteger(), soon);
    m_fixture.data().run(sql, {(soon + 100'000) * 1000, key.id});
    QVERIFY(looked(token)[u"exp"_s].toInteger() < soon + 100'000);
}

void IntrospectTest::whatIsNotGoodIsOnlyNotActive_data()
{
    QTest::addColumn<QByteArray>("token");
    TestData &data = m_fixture.data();
    const MadeKey paused = m_fixture.makeKey("Paused");
    const MadeKey expired = m_fixture.makeKey("Expired");
    const MadeKey revoked = m_fixture.makeKey("Revoked");
    const MadeKey moved = m_fixture.makeKey("Of another platform");
    const QByteArray pausedToken = tokenFor(paused);
    const QByteArray revokedToken = tokenFor(revoked);
    const QByteArray movedToken = tokenFor(moved);
    data.run(u"UPDATE api_keys SET state = 'paused' WHERE id = ?"_s, {paused.id});
    data.run(u"UPDATE api_keys SET expires_at = 1 WHERE id = ?"_s, {expired.id});
    data.run(u"DELETE FROM api_keys WHERE id = ?"_s, {revoked.id});
    const QString other = data.addPlatform(u"Elsewhere"_s);
    data.run(u"UPDATE api_keys SET platform_id = ? WHERE id = ?"_s, {other, moved.id});
    JsonWebToken over = JsonWebToken::read(tokenFor(m_key));
    over.claims[u"exp"_s] = 1;
    JsonWebToken elsewhere = JsonWebToken::read(movedToken);
    elsewhere.claims[u"client_id"_s] = other;
    const QByteArray key = signingKey(m_fixture.storage().serverKey());
    QTest::newRow("unknown") << QByteArray("kdk_wrong");
    QTest::newRow("paused") << paused.secret.toLatin1();
    QTest::newRow("paused key's token") << pausedToken;
    QTest::newRow("expired") << expired.secret.toLatin1();
    QTest::newRow("revoked") << revoked.secret.toLatin1();
    QTest::newRow("revoked key's token") << revokedToken;
    QTest::newRow("another platform's key") << moved.secret.toLatin1();
    QTest::newRow("another platform's token") << elsewhere.signedWith(key);
    QTest::newRow("token of a platform the key is not on") << movedToken;
    QTest::newRow("token that is over") << over.signedWith(key);
    QTest::newRow("token signed by another") << JsonWebToken::read(tokenFor(m_key)).signedWith("k");
    QTest::newRow("a member's token") << m_fixture.server().ownerToken();
    QTest::newRow("SQL") << QByteArray("'%20OR%20'1'%3D'1");
    QTest::newRow("10,000 characters") << QByteArray(10'000, '.');
}

void IntrospectTest::whatIsNotGoodIsOnlyNotActive()
{
    QFETCH(QByteArray, token);
    const HttpAnswer answer = ask("token=" + token, caller());
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray(R"({"active":false})"));
    QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
}

void IntrospectTest::theCallerCanShowItsKeyInEveryWay_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("via");
    const QByteArray company = m_fixture.platformId().toLatin1();
    const QByteArray secret = m_caller.secret.toLatin1();
    const auto authorization = [](const QByteArray &value) {
        return Headers{{"Authorization", value}};
    };
    QTest::newRow("headers") << caller() << QByteArray() << u"header"_s;
    QTest::newRow("token") << authorization("Bearer " + tokenFor(m_caller)) << QByteArray()
                           << u"token"_s;
    QTest::newRow("address") << Headers{} << "?company=" + company + "&apiKey=" + secret
                             << u"query"_s;
    QTest::newRow("Basic") << authorization("Basic " + (company + ':' + secret).toBase64())
                           << QByteArray() << u"header"_s;
}

void IntrospectTest::theCallerCanShowItsKeyInEveryWay()
{
    QFETCH(Headers, headers);
    QFETCH(QByteArray, query);
    QFETCH(QString, via);
    const HttpAnswer answer =
        ask("token=" + m_key.secret.toLatin1(), headers, "/introspect" + query);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json()[u"active"_s].toBool());
    QCOMPARE(answer.headers.contains("warning"), !query.isEmpty());
    QCOMPARE(m_fixture.listed(m_caller.id)[u"lastUsedVia"_s].toString(), via);
}

void IntrospectTest::whoHasNoKeyLearnsNothing_data()
{
    QTest::addColumn<Headers>("headers");
    const QByteArray company = m_fixture.platformId().toLatin1();
    const MadeKey paused = m_fixture.makeKey("Paused gateway");
    m_fixture.data().run(u"UPDATE api_keys SET state = 'paused' WHERE id = ?"_s, {paused.id});
    QTest::newRow("nothing") << Headers{};
    QTest::newRow("a member") << Headers{m_fixture.owner()};
    QTest::newRow("a wrong key") << keyHeaders(m_fixture.platformId(), u"kdk_wrong"_s);
    QTest::newRow("a paused key") << keyHeaders(m_fixture.platformId(), paused.secret);
    QTest::newRow("another company")
        << keyHeaders(m_fixture.data().addPlatform(u"Other"_s), m_caller.secret);
    QTest::newRow("Basic with a wrong key")
        << Headers{{"Authorization", "Basic " + (company + ":x").toBase64()}};
    QTest::newRow("Basic, and headers that are wrong") << Headers{
        {"Authorization", "Basic " + (company + ':' + m_caller.secret.toLatin1()).toBase64()},
        {"X-apiKey", "kdk_wrong"}};
}

void IntrospectTest::whoHasNoKeyLearnsNothing()
{
    QFETCH(Headers, headers);
    for (const QByteArray &token : {m_key.secret.toLatin1(), QByteArray("unknown"), QByteArray()}) {
        const HttpAnswer answer = ask("token=" + token, headers);
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.body, QByteArray(R"({"error":"invalid_api_key"})"));
    }
}

void IntrospectTest::aRequestWithoutATokenIsTold()
{
    for (const char *body : {"", "token=", "other=1", "token=a&token=b", "token=%"}) {
        const HttpAnswer answer = ask(body, caller());
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.body, QByteArray(R"({"error":"invalid_request"})"));
    }
    QCOMPARE(m_fixture.http().send({.path = "/introspect"}).body,
             QByteArray(R"({"error":"method_not_allowed"})"));
}

void IntrospectTest::beingLookedUpIsNotAUse()
{
    const MadeKey key = m_fixture.makeKey("Looked up");
    QVERIFY(looked(key.secret.toLatin1())[u"active"_s].toBool());
    m_fixture.data().run(u"UPDATE api_keys SET state = 'paused' WHERE id = ?"_s, {key.id});
    QVERIFY(!looked(key.secret.toLatin1())[u"active"_s].toBool());
    QVERIFY(m_fixture.listed(key.id)[u"lastUsedAt"_s].isNull());
    QCOMPARE(m_fixture.data()
                 .run(u"SELECT COUNT(*) FROM key_calls WHERE key_id = ?"_s, {key.id})
                 .toInt(),
             0);
    QVERIFY(m_fixture.listed(m_caller.id)[u"callsLast24h"_s].toInt() > 0);
}

QTEST_GUILESS_MAIN(IntrospectTest)
#include "IntrospectTest.moc"
