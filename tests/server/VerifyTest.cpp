// SPDX-License-Identifier: Apache-2.0
// What a proxy may rely on that asks whether a key is good, and what the list then says of its use.
#include "support/ServerFixture.h"

#include <QSet>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class VerifyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void aGoodKeyIsNamed();
    void aKeyInTheUrlWorksWithAWarning();
    void everyBadKeyGetsTheSameAnswer_data();
    void everyBadKeyGetsTheSameAnswer();
    void aBadKeyGetsTheSameAnswerInAllThreeWays();
    void anExpiredKeyIsRefused();
    void aPausedKeyIsRefused();
    void theListShowsTheLastUseAtOnce();
    void usesSurviveARestart();
    void aKeyFromTheTrailerOfABodyIsNotLookedAt();

private:
    QByteArray tokenFor(const MadeKey &key) const;

    ServerFixture m_fixture;
    MadeKey m_key;
};

void VerifyTest::initTestCase()
{
    QVERIFY(m_fixture.start());
    m_key = m_fixture.makeKey("Main");
    QVERIFY(!m_key.secret.isEmpty());
}

QByteArray VerifyTest::tokenFor(const MadeKey &key) const
{
    return m_fixture.http()
        .send(tokenRequest(m_fixture.platformId(), key.secret))
        .json()[u"access_token"_s]
        .toString()
        .toLatin1();
}

void VerifyTest::aGoodKeyIsNamed()
{
    const HttpAnswer answer = m_fixture.verify(m_key.secret);
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.headers.value("x-keydesk-platform"), m_fixture.platformId().toLatin1());
    QCOMPARE(answer.headers.value("x-keydesk-key-id"), m_key.id.toLatin1());
    QVERIFY(!answer.headers.contains("warning"));
    QVERIFY(!answer.headers.contains("content-length"));
}

void VerifyTest::aKeyInTheUrlWorksWithAWarning()
{
    const QByteArray query =
        "?company=" + m_fixture.platformId().toLatin1() + "&apiKey=" + m_key.secret.toLatin1();
    for (const char *path : {"/verify", "/api/v1/users"}) {
        const HttpAnswer answer = m_fixture.http().send({.path = path + query});
        QVERIFY(answer.status == 204 || answer.status == 200);
        QVERIFY(answer.headers.value("warning").startsWith("299 - \""));
    }
    QCOMPARE(m_fixture.listed(m_key.id)[u"lastUsedVia"_s].toString(), u"query"_s);
    // Headers win, and a wrong one is not repaired from the URL.
    HttpRequest both{.path = "/verify" + query, .headers = {{"X-apiKey", "kdk_wrong"}}};
    QCOMPARE(m_fixture.http().send(both).status, 401);
}

void VerifyTest::everyBadKeyGetsTheSameAnswer_data()
{
    QTest::addColumn<Headers>("headers");
    const QByteArray company = m_fixture.platformId().toLatin1();
    const QByteArray secret = m_key.secret.toLatin1();
    QByteArray unknown = secret;
    unknown[10] = unknown[10] == 'a' ? 'b' : 'a';
    const auto with = [](const QByteArray &id, const QByteArray &key) {
        return Headers{{"X-company-id", id}, {"X-apiKey", key}};
    };
    const MadeKey revoked = m_fixture.makeKey("Revoked");
    m_fixture.http().send({.method = "DELETE",
                           .path = m_fixture.keysPath() + '/' + revoked.id.toLatin1(),
                           .headers = {m_fixture.owner()}});
    const QString other = m_fixture.data().addPlatform(u"Another company"_s);
    QTest::newRow("nothing") << Headers{};
    QTest::newRow("no key") << Headers{{"X-company-id", company}};
    QTest::newRow("no company") << Headers{{"X-apiKey", secret}};
    QTest::newRow("empty") << with("", "");
    QTest::newRow("wrong checksum") << with(company, unknown);
    QTest::newRow("cut short") << with(company, secret.first(50));
    QTest::newRow("in lower case") << with(company, secret.toLower());
    QTest::newRow("revoked") << with(company, revoked.secret.toLatin1());
    QTest::newRow("another company") << with(other.toLatin1(), secret);
    QTest::newRow("no such company") << with("ffffffffffffffffffffffff", secret);
    QTest::newRow("company in upper case") << with(company.toUpper(), secret);
    QTest::newRow("10,000 characters") << with(company, QByteArray(10'000, 'k'));
    QTest::newRow("SQL") << with(company, "' OR '1'='1");
}

void VerifyTest::everyBadKeyGetsTheSameAnswer()
{
    QFETCH(Headers, headers);
    const QList<HttpRequest> requests{{.path = "/verify", .headers = headers},
                                      {.path = "/api/v1/users", .headers = headers}};
    for (const HttpAnswer &answer : m_fixture.http().sendAtOnce(requests)) {
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.body, QByteArray(R"({"error":"invalid_api_key"})"));
        QVERIFY(answer.headers.contains("www-authenticate"));
        QVERIFY(!answer.headers.contains("x-keydesk-platform"));
    }
}

void VerifyTest::aBadKeyGetsTheSameAnswerInAllThreeWays()
{
    const QByteArray company = m_fixture.platformId().toLatin1();
    const QByteArray other = m_fixture.data().addPlatform(u"Not its company"_s).toLatin1();
    QList<HttpRequest> requests;
    const auto askInAllWays = [&](const QByteArray &id, const QByteArray &key,
                                  const QByteArray &token) {
        requests.append({.path = "/verify?company=" + id + "&apiKey=" + key});
        requests.append({.path = "/verify", .headers = {{"X-company-id", id}, {"X-apiKey", key}}});
        requests.append({.path = "/verify",
                         .headers = {{"X-company-id", id}, {"Authorization", "Bearer " + token}}});
    };
    for (const QString &change : {u"UPDATE api_keys SET state = 'paused' WHERE id = ?"_s,
                                  u"UPDATE api_keys SET expires_at = 1 WHERE id = ?"_s,
                                  u"DELETE FROM api_keys WHERE id = ?"_s}) {
        const MadeKey key = m_fixture.makeKey("Bad after " + change.first(20).toLatin1() +
                                              QByteArray::number(requests.size()));
        askInAllWays(company, key.secret.toLatin1(), tokenFor(key));
        m_fixture.data().run(change, {key.id});
    }
    askInAllWays(other, m_key.secret.toLatin1(), tokenFor(m_key));
    askInAllWays(company, "kdk_wrong", "wrong");
    QSet<QByteArray> answers;
    for (HttpAnswer &answer : m_fixture.http().sendAtOnce(requests)) {
        for (const char *own : {"date", "x-request-id", "warning"})
            answer.headers.remove(own);
        QByteArray all = QByteArray::number(answer.status) + answer.body;
        for (auto header = answer.headers.begin(); header != answer.headers.end(); ++header)
            all += '\n' + header.key() + ':' + header.value();
        answers.insert(all);
    }
    QCOMPARE(requests.size(), 15);
    QCOMPARE(answers.size(), 1);
    QVERIFY(answers.begin()->startsWith(R"(401{"error":"invalid_api_key"})"));
}

void VerifyTest::anExpiredKeyIsRefused()
{
    const MadeKey key = m_fixture.makeKey("Expires");
    QCOMPARE(m_fixture.verify(key.secret).status, 204);
    m_fixture.data().run(u"UPDATE api_keys SET expires_at = ? WHERE id = ?"_s,
                         {QDateTime::currentMSecsSinceEpoch() - 1, key.id});
    QCOMPARE(m_fixture.verify(key.secret).status, 401);
}

void VerifyTest::aPausedKeyIsRefused()
{
    const MadeKey key = m_fixture.makeKey("Paused");
    m_fixture.data().run(u"UPDATE api_keys SET state = 'paused' WHERE id = ?"_s, {key.id});
    QCOMPARE(m_fixture.verify(key.secret).status, 401);
    QCOMPARE(m_fixture.listed(key.id)[u"state"_s].toString(), u"paused"_s);
}

void VerifyTest::theListShowsTheLastUseAtOnce()
{
    const MadeKey key = m_fixture.makeKey("Used");
    QVERIFY(m_fixture.listed(key.id)[u"lastUsedAt"_s].isNull());
    const QDateTime before = QDateTime::currentDateTimeUtc();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_fixture.verify(key.secret).status, 204);
    m_fixture.http().send(
        {.path = "/verify", .headers = keyHeaders(m_fixture.platformId(), key.secret + u'x')});
    const QJsonObject used = m_fixture.listed(key.id);
    const auto at = QDateTime::fromString(used[u"lastUsedAt"_s].toString(), Qt::ISODateWithMs);
    QVERIFY(at >= before.addSecs(-1) && at <= QDateTime::currentDateTimeUtc().addSecs(1));
    QCOMPARE(used[u"lastUsedFrom"_s].toString(), u"127.0.0.1"_s);
    QCOMPARE(used[u"lastUsedVia"_s].toString(), u"header"_s);
    QCOMPARE(used[u"callsLast24h"_s].toInt(), 3);
    // Calls of the day before do not count.
    m_fixture.data().run(u"UPDATE key_calls SET hour = hour - 24 WHERE key_id = ?"_s, {key.id});
    QCOMPARE(m_fixture.listed(key.id)[u"callsLast24h"_s].toInt(), 0);
}

void VerifyTest::usesSurviveARestart()
{
    const MadeKey key = m_fixture.makeKey("Restarted");
    QCOMPARE(m_fixture.verify(key.secret).status, 204);
    QVERIFY(m_fixture.restart());
    QCOMPARE(m_fixture.listed(key.id)[u"callsLast24h"_s].toInt(), 1);
    QCOMPARE(m_fixture.verify(key.secret).status, 204);
}

void VerifyTest::aKeyFromTheTrailerOfABodyIsNotLookedAt()
{
    const QByteArray request = "GET /verify HTTP/1.1\r\nHost: " + m_fixture.http().host() +
                               "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                               "X-company-id: " +
                               m_fixture.platformId().toLatin1() +
                               "\r\nX-apiKey: " + m_key.secret.toLatin1() + "\r\n\r\n";
    QCOMPARE(m_fixture.http().sendRaw(request).status, 401);
}

QTEST_GUILESS_MAIN(VerifyTest)
#include "VerifyTest.moc"
