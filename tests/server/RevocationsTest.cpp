// SPDX-License-Identifier: Apache-2.0
// Many keys revoked in one go, as after a leak.
#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class RevocationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void allAreRefusedAtOnce();
    void unknownIdsAreToldApart();
    void idsThatComeTwiceCountOnce();
    void keysOfAnotherPlatformAreNotTouched();
    void allAreRevokedOrNone();
    void theListHasLimits_data();
    void theListHasLimits();

private:
    HttpAnswer revoke(const QStringList &ids) const
    {
        const QJsonObject body{{u"ids"_s, QJsonArray::fromStringList(ids)}};
        return m_fixture->ask("POST", "/revocations",
                              QJsonDocument(body).toJson(QJsonDocument::Compact));
    }

    std::unique_ptr<ServerFixture> m_fixture;
};

namespace {

const QString unknown = u"ffffffffffffffffffffffff"_s;

QJsonObject result(const QString &id, bool revoked)
{
    return {{u"id"_s, id}, {u"revoked"_s, revoked}};
}

} // namespace

void RevocationsTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
}

void RevocationsTest::allAreRefusedAtOnce()
{
    QList<MadeKey> keys;
    QStringList ids;
    QJsonArray results;
    for (int i = 0; i < 20; ++i) {
        keys.append(m_fixture->makeKey("Key " + QByteArray::number(i)));
        ids.append(keys.last().id);
        results.append(result(keys.last().id, true));
        QCOMPARE(m_fixture->verify(keys.last().secret).status, 204);
    }
    const MadeKey kept = m_fixture->makeKey("Kept");
    const HttpAnswer answer = revoke(ids);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json(), (QJsonObject{{u"results"_s, results}}));
    for (const MadeKey &key : keys)
        QCOMPARE(m_fixture->verify(key.secret).status, 401);
    QCOMPARE(m_fixture->verify(kept.secret).status, 204);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
    QCOMPARE(
        m_fixture->data().run(u"SELECT COUNT(*) FROM audit WHERE action = 'key.revoked'"_s).toInt(),
        20);
}

void RevocationsTest::unknownIdsAreToldApart()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const HttpAnswer answer = revoke({unknown, key.id});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"results"_s].toArray(),
             (QJsonArray{result(unknown, false), result(key.id, true)}));
    QCOMPARE(m_fixture->verify(key.secret).status, 401);
    // The same again: what has gone is not there.
    QCOMPARE(revoke({key.id}).json()[u"results"_s].toArray(), QJsonArray{result(key.id, false)});
}

void RevocationsTest::idsThatComeTwiceCountOnce()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    QCOMPARE(revoke({key.id, key.id}).json()[u"results"_s].toArray(),
             QJsonArray{result(key.id, true)});
}

void RevocationsTest::keysOfAnotherPlatformAreNotTouched()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    const QString member = m_fixture->data().addMember(u"Admin"_s);
    m_fixture->data().setRole(other, member, u"owner"_s);
    const HttpAnswer answer = m_fixture->http().send(
        {.method = "POST",
         .path = "/admin/v1/platforms/" + other.toLatin1() + "/revocations",
         .headers = {{"Authorization", "Bearer " + m_fixture->data().addToken(member)},
                     {"Content-Type", "application/json"}},
         .body = "{\"ids\":[\"" + key.id.toLatin1() + "\"]}"});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"results"_s].toArray(), QJsonArray{result(key.id, false)});
    QCOMPARE(m_fixture->verify(key.secret).status, 204);
}

void RevocationsTest::allAreRevokedOrNone()
{
    MadeKey first = m_fixture->makeKey("First");
    MadeKey second = m_fixture->makeKey("Second");
    if (first.id > second.id) // they are deleted in this order
        std::swap(first, second);
    // The database refuses to delete the second one.
    m_fixture->data().run(u"CREATE TABLE held (platform_id TEXT, key_id TEXT, FOREIGN KEY"_s
                          u" (platform_id, key_id) REFERENCES api_keys (platform_id, id))"_s);
    m_fixture->data().run(u"INSERT INTO held VALUES (?, ?)"_s,
                          {m_fixture->platformId(), second.id});
    QCOMPARE(revoke({first.id, second.id}).status, 500);
    for (const MadeKey &key : {first, second})
        QCOMPARE(m_fixture->verify(key.secret).status, 204);
    m_fixture->data().run(u"DELETE FROM held"_s);
    QCOMPARE(revoke({first.id, second.id}).status, 200);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 0);
}

void RevocationsTest::theListHasLimits_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("status");
    const auto ids = [](int count) {
        QByteArrayList all;
        for (int i = 0; i < count; ++i)
            all.append('"' + QByteArray::number(i).rightJustified(24, '0') + '"');
        return "{\"ids\":[" + all.join(',') + "]}";
    };
    QTest::newRow("100") << ids(100) << 200;
    QTest::newRow("101") << ids(101) << 400;
    QTest::newRow("none") << ids(0) << 400;
    for (const char *json :
         {"{}", "[]", R"({"ids":null})", R"({"ids":"ffffffffffffffffffffffff"})", R"({"ids":[5]})",
          R"({"ids":[""]})", R"({"ids":["FFFFFFFFFFFFFFFFFFFFFFFF"]})",
          R"({"ids":["fffffffffffffffffffffffg"]})",
          R"({"ids":["ffffffffffffffffffffffff"],"reason":"leak"})"})
        QTest::newRow(json) << QByteArray(json) << 400;
}

void RevocationsTest::theListHasLimits()
{
    QFETCH(QByteArray, json);
    QFETCH(int, status);
    const HttpAnswer answer = m_fixture->ask("POST", "/revocations", json);
    QCOMPARE(answer.status, status);
    if (status == 400)
        QCOMPARE(answer.problem(), u"request-malformed"_s);
}

QTEST_GUILESS_MAIN(RevocationsTest)
#include "RevocationsTest.moc"
