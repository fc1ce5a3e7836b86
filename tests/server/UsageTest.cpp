// SPDX-License-Identifier: Apache-2.0
// What the calls of a key look like afterwards, by the hour; and how they get into the database.
#include "support/JsonWebToken.h"
#include "support/ServerFixture.h"

#include "server/store/KeyUseBuffer.h"

#include <QJsonArray>
#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace asio = boost::asio;
using namespace keydesk::testing;
using namespace Qt::StringLiterals;
using keydesk::SentVia;
using keydesk::server::Database;
using keydesk::server::DatabaseUrl;
using keydesk::server::identifierFrom;
using keydesk::server::KeyCredential;
using keydesk::server::KeyUseBuffer;
using keydesk::server::Store;

namespace {

constexpr qint64 hour = 60LL * 60 * 1000;

KeyCredential credentialOf(const QString &platform, const QString &key)
{
    KeyCredential credential;
    credential.id = identifierFrom(key);
    credential.platformId = identifierFrom(platform);
    return credential;
}

} // namespace

class UsageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void aNewKeyHasNoHours();
    void callsAreCountedByTheirWay();
    void refusedCallsAreCountedForTheirKey();
    void sevenDaysAreShownInTheirOrder();
    void keysOfOtherPlatformsAreNotThere();

    void theUsesOfOnePlatformAreWrittenWithoutTheOthers();
    void manyUsesAreWrittenInPieces();
    void whatIsOnItsWayIsWaitedFor();
    void whatCouldNotBeWrittenIsKept();

private:
    HttpAnswer usage(const QString &id) const;
    QJsonObject totals(const QString &id) const;
    QStringList addKeys(const QString &platformId, int count);
    qint64 callsOn(const QString &platformId);
    DatabaseUrl url() const { return *DatabaseUrl::parse(m_fixture.database()); }

    ServerFixture m_fixture;
};

void UsageTest::initTestCase()
{
    QVERIFY(m_fixture.start());
}

HttpAnswer UsageTest::usage(const QString &id) const
{
    return m_fixture.http().send({.path = m_fixture.keysPath() + '/' + id.toLatin1() + "/usage",
                                  .headers = {m_fixture.owner()}});
}

// Of all hours, as the way and "calls refused": the test may run over the end of an hour.
QJsonObject UsageTest::totals(const QString &id) const
{
    QMap<QString, std::pair<int, int>> sums;
    for (const QJsonValue item : usage(id).json()[u"hours"_s].toArray()) {
        auto &[calls, refused] = sums[item[u"via"_s].toString()];
        calls += item[u"calls"_s].toInt();
        refused += item[u"refused"_s].toInt();
    }
    QJsonObject all;
    for (auto sum = sums.begin(); sum != sums.end(); ++sum)
        all[sum.key()] = u"%1 %2"_s.arg(sum->first).arg(sum->second);
    return all;
}

void UsageTest::aNewKeyHasNoHours()
{
    const MadeKey key = m_fixture.makeKey("New");
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const HttpAnswer answer = usage(key.id);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"hours"_s], QJsonValue(QJsonArray()));
    const auto time = [&](const QString &name) {
        return QDateTime::fromString(answer.json()[name].toString(), Qt::ISODateWithMs)
            .toMSecsSinceEpoch();
    };
    QCOMPARE(time(u"to"_s) - time(u"from"_s), 168 * hour);
    QCOMPARE(time(u"to"_s) % hour, 0);
    QVERIFY(time(u"to"_s) > before);
}

void UsageTest::callsAreCountedByTheirWay()
{
    const MadeKey key = m_fixture.makeKey("Three ways");
    const QByteArray company = m_fixture.platformId().toLatin1();
    const QByteArray secret = key.secret.toLatin1();
    QCOMPARE(m_fixture.verify(key.secret).status, 204);
    QCOMPARE(m_fixture.verify(key.secret).status, 204);
    m_fixture.http().send({.path = "/verify?company=" + company + "&apiKey=" + secret});
    m_fixture.http().send(tokenRequest(m_fixture.platformId(), key.secret));
    QCOMPARE(
        totals(key.id),
        (QJsonObject{{u"header"_s, u"2 0"_s}, {u"query"_s, u"1 0"_s}, {u"token"_s, u"1 0"_s}}));
}

void UsageTest::refusedCallsAreCountedForTheirKey()
{
    const MadeKey key = m_fixture.makeKey("Refused");
    const QString other = m_fixture.data().addPlatform(u"Wrong company"_s);
    const auto send = [&](const QByteArray &path, const Headers &headers) {
        return m_fixture.http().send({.path = path, .headers = headers}).status;
    };
    QCOMPARE(send("/verify", keyHeaders(other, key.secret)), 401);
    QVERIFY(m_fixture.listed(key.id)[u"lastUsedAt"_s].isNull());
    QCOMPARE(m_fixture.verify(key.secret).status, 204);
    const QJsonObject used = m_fixture.listed(key.id);
    QVERIFY(!used[u"lastUsedAt"_s].isNull());

    const QString sql = u"UPDATE api_keys SET state = ?, expires_at = ? WHERE id = ?"_s;
    m_fixture.data().run(sql, {u"paused"_s, QVariant(QMetaType::fromType<qint64>()), key.id});
    const QByteArray query =
        "?company=" + m_fixture.platformId().toLatin1() + "&apiKey=" + key.secret.toLatin1();
    QCOMPARE(send("/verify" + query, {}), 401);
    m_fixture.data().run(sql, {u"active"_s, 1, key.id});
    QCOMPARE(send("/api/v1/users" + query, {}), 401);
    QCOMPARE(m_fixture.verify(key.secret).status, 401);
    m_fixture.data().run(sql, {u"active"_s, QVariant(QMetaType::fromType<qint64>()), key.id});
    QCOMPARE(m_fixture.verify(key.secret + u'x').status, 401); // this is no key at all

    QCOMPARE(totals(key.id), (QJsonObject{{u"header"_s, u"1 2"_s}, {u"query"_s, u"0 2"_s}}));
    QCOMPARE(m_fixture.listed(key.id), used);
    // A token that is over is refused for its key as well.
    JsonWebToken over;
    over.claims = {{u"iss"_s, u"keydesk"_s},
                   {u"sub"_s, key.id},
                   {u"client_id"_s, m_fixture.platformId()},
                   {u"exp"_s, 1}};
    const QByteArray token = over.signedWith(signingKey(m_fixture.storage().serverKey()));
    QCOMPARE(send("/verify", {{"Authorization", "Bearer " + token}}), 401);
    QCOMPARE(totals(key.id)[u"token"_s].toString(), u"0 1"_s);
}

void UsageTest::sevenDaysAreShownInTheirOrder()
{
    const MadeKey key = m_fixture.makeKey("Old");
    const qint64 current = QDateTime::currentMSecsSinceEpoch() / hour;
    for (const auto &[ago, via] : {std::pair(5, u"token"_s),
                                   {166, u"header"_s},
                                   {5, u"header"_s},
                                   {169, u"header"_s},
                                   {190, u"query"_s}})
        m_fixture.data().run(
            u"INSERT INTO key_calls (platform_id, key_id, hour, via, calls, refused)"_s
            u" VALUES (?, ?, ?, ?, ?, 7)"_s,
            {m_fixture.platformId(), key.id, current - ago, via, ago});
    const QJsonArray hours = usage(key.id).json()[u"hours"_s].toArray();
    QCOMPARE(hours.size(), 3);
    const QString startsAt =
        QDateTime::fromMSecsSinceEpoch((current - 166) * hour, Qt::UTC).toString(Qt::ISODateWithMs);
    QCOMPARE(hours[0].toObject(), (QJsonObject{{u"startsAt"_s, startsAt},
                                               {u"via"_s, u"header"_s},
                                               {u"calls"_s, 166},
                                               {u"refused"_s, 7}}));
    QCOMPARE(hours[1][u"via"_s].toString(), u"header"_s);
    QCOMPARE(hours[2][u"via"_s].toString(), u"token"_s);
    QVERIFY(hours[1][u"startsAt"_s] == hours[2][u"startsAt"_s]);
}

void UsageTest::keysOfOtherPlatformsAreNotThere()
{
    const QString other = m_fixture.data().addPlatform(u"Not mine"_s);
    const QString key = addKeys(other, 1).first();
    for (const QString &id : {key, QString(24, u'f'), u"nonsense"_s}) {
        QCOMPARE(usage(id).status, 404);
        QCOMPARE(usage(id).problem(), u"not-found"_s);
    }
}

QStringList UsageTest::addKeys(const QString &platformId, int count)
{
    TestData &data = m_fixture.data();
    const QVariant member = data.run(u"SELECT id FROM members"_s);
    QStringList ids;
    data.run(u"BEGIN"_s);
    for (int i = 0; i < count; ++i) {
        ids.append(platformId.first(16) + u"%1"_s.arg(i, 8, 16, QChar(u'0')));
        const QByteArray hash = ids.last().toLatin1().rightJustified(32, '0');
        data.run(u"INSERT INTO api_keys (id, platform_id, label, label_key, hint, secret_sha256,"_s
                 u" state, created_at, created_by, idempotency_sha256, payload_sha256)"_s
                 u" VALUES (?, ?, ?, ?, 'h', ?, 'active', 1, ?, ?, ?)"_s,
                 {ids.last(), platformId, ids.last(), ids.last(), hash, member, hash, hash});
    }
    data.run(u"COMMIT"_s);
    return ids;
}

qint64 UsageTest::callsOn(const QString &platformId)
{
    return m_fixture.data()
        .run(u"SELECT COALESCE(SUM(c.calls), 0) FROM key_calls c JOIN api_keys k"_s
             u" ON k.id = c.key_id WHERE k.platform_id = ?"_s,
             {platformId})
        .toLongLong();
}

void UsageTest::theUsesOfOnePlatformAreWrittenWithoutTheOthers()
{
    const QString first = m_fixture.data().addPlatform(u"First"_s);
    const QString second = m_fixture.data().addPlatform(u"Second"_s);
    asio::io_context context;
    Store store(url(), [] { return 100 * hour; });
    KeyUseBuffer uses(store);
    for (const QString &platform : {first, second}) {
        for (const QString &key : addKeys(platform, 3)) {
            uses.record(credentialOf(platform, key), SentVia::Header, "192.0.2.1");
            uses.record(credentialOf(platform, key), SentVia::Header, "192.0.2.1");
        }
    }
    asio::co_spawn(context, uses.flush(second), asio::detached);
    context.run();
    QCOMPARE(callsOn(second), 6);
    QCOMPARE(callsOn(first), 0);
    context.restart();
    asio::co_spawn(context, uses.flush(), asio::detached);
    context.run();
    QCOMPARE(callsOn(second), 6);
    QCOMPARE(callsOn(first), 6);
}

void UsageTest::manyUsesAreWrittenInPieces()
{
    const int each = 25;
    const int count = 2 * static_cast<int>(KeyUseBuffer::keysAtOnce) + each;
    asio::io_context context;
    Store store(url(), [] { return 100 * hour; });
    KeyUseBuffer uses(store);
    QStringList platforms;
    for (int i = 0; i < count / each; ++i) {
        platforms.append(m_fixture.data().addPlatform(u"One of many"_s));
        for (const QString &key : addKeys(platforms.last(), each))
            uses.record(credentialOf(platforms.last(), key), SentVia::Token, "192.0.2.1");
    }
    const auto callsOnAll = [&] {
        qint64 calls = 0;
        for (const QString &platform : platforms)
            calls += callsOn(platform);
        return calls;
    };
    // Whoever writes meanwhile has one piece before them, not all.
    qint64 seen = -1;
    bool isFlushed = false;
    asio::co_spawn(context, uses.flush(), [&](const std::exception_ptr &) { isFlushed = true; });
    asio::co_spawn(context, store.write([](Database &) { return true; }),
                   [&](const std::exception_ptr &, bool) { seen = isFlushed ? -2 : callsOnAll(); });
    context.run();
    QVERIFY(seen >= static_cast<qint64>(KeyUseBuffer::keysAtOnce) && seen < count);
    QCOMPARE(callsOnAll(), count);
}

void UsageTest::whatIsOnItsWayIsWaitedFor()
{
    const QString platform = m_fixture.data().addPlatform(u"Waited for"_s);
    asio::io_context context;
    Store store(url(), [] { return 100 * hour; });
    KeyUseBuffer uses(store);
    for (const QString &key : addKeys(platform, 700))
        uses.record(credentialOf(platform, key), SentVia::Query, "192.0.2.1");
    qint64 seen = 0;
    asio::co_spawn(context, uses.flush(), asio::detached);
    asio::co_spawn(context, uses.flush(platform),
                   [&](const std::exception_ptr &) { seen = callsOn(platform); });
    context.run();
    QCOMPARE(seen, 700);
}

void UsageTest::whatCouldNotBeWrittenIsKept()
{
    const QString platform = m_fixture.data().addPlatform(u"Broken"_s);
    const QString key = addKeys(platform, 1).first();
    asio::io_context context;
    Store store(url(), [] { return 100 * hour; });
    KeyUseBuffer uses(store);
    uses.record(credentialOf(platform, key), SentVia::Header, "192.0.2.1");
    uses.recordRefused(credentialOf(platform, key), SentVia::Header);
    m_fixture.data().run(u"ALTER TABLE key_calls RENAME TO key_calls_away"_s);
    bool isThrown = false;
    const auto flush = [&] {
        context.restart();
        asio::co_spawn(context, uses.flush(),
                       [&](const std::exception_ptr &failure) { isThrown = bool(failure); });
        context.run();
    };
    flush();
    QVERIFY(isThrown);
    m_fixture.data().run(u"ALTER TABLE key_calls_away RENAME TO key_calls"_s);
    uses.record(credentialOf(platform, key), SentVia::Header, "192.0.2.1");
    flush();
    QVERIFY(!isThrown);
    QCOMPARE(callsOn(platform), 2);
    QCOMPARE(
        m_fixture.data().run(u"SELECT refused FROM key_calls WHERE key_id = ?"_s, {key}).toInt(),
        1);
}

QTEST_GUILESS_MAIN(UsageTest)
#include "UsageTest.moc"
