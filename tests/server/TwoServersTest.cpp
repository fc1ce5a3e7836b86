// SPDX-License-Identifier: Apache-2.0
// Two instances on one database behave like one server, also in what is asked of both at once.
#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <thread>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class TwoServersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void createsThroughBothFillThePlatformExactly();
    void equalCreatesThroughBothMakeOneKey();
    void oneLabelThroughBothMakesOneKey();
    void aKeyThatIsRevokedThroughOneIsRefusedByTheOther();
    void usesThroughBothAreAdded();

private:
    using Create = std::pair<std::pair<QByteArray, QByteArray>, QByteArray>;

    /** Each server gets its creates, and all are under way at the same time. */
    QList<HttpAnswer> createThroughBoth(const QList<Create> &first, const QList<Create> &second);
    QList<HttpAnswer> createThrough(const ServerProcess &server,
                                    const QList<Create> &creates) const;

    std::unique_ptr<ServerFixture> m_fixture;
    std::unique_ptr<ServerProcess> m_second;
};

void TwoServersTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
    m_second = std::make_unique<ServerProcess>(m_fixture->database());
    QVERIFY(m_second->start());
}

void TwoServersTest::cleanup()
{
    m_second.reset();
    m_fixture.reset();
}

QList<HttpAnswer> TwoServersTest::createThrough(const ServerProcess &server,
                                                const QList<Create> &creates) const
{
    QList<HttpRequest> requests;
    for (const auto &[idempotencyKey, json] : creates)
        requests.append(
            createRequest(m_fixture->platformId(), server.authorization(), idempotencyKey, json));
    return server.http().sendAtOnce(requests);
}

QList<HttpAnswer> TwoServersTest::createThroughBoth(const QList<Create> &first,
                                                    const QList<Create> &second)
{
    QList<HttpAnswer> others;
    std::thread thread([&] { others = createThrough(*m_second, second); });
    QList<HttpAnswer> answers = createThrough(m_fixture->server(), first);
    thread.join();
    return answers + others;
}

void TwoServersTest::createsThroughBothFillThePlatformExactly()
{
    QList<Create> first;
    QList<Create> second;
    for (int i = 0; i < 20; ++i) {
        const QByteArray number = QByteArray::number(i);
        first.append({newIdempotencyKey(), "{\"label\":\"First " + number + "\"}"});
        second.append({newIdempotencyKey(), "{\"label\":\"Second " + number + "\"}"});
    }
    int created = 0;
    for (const HttpAnswer &answer : createThroughBoth(first, second)) {
        if (answer.status == 201)
            ++created;
        else
            QCOMPARE(answer.problem(), u"key-limit-reached"_s);
    }
    QCOMPARE(created, 25);
    QCOMPARE(m_fixture->list().json()[u"items"_s].toArray().size(), 25);
}

void TwoServersTest::equalCreatesThroughBothMakeOneKey()
{
    const QList<Create> creates(10, {newIdempotencyKey(), R"({"label":"Zapier"})"});
    QSet<QByteArray> bodies;
    for (const HttpAnswer &answer : createThroughBoth(creates, creates)) {
        QCOMPARE(answer.status, 201);
        bodies.insert(answer.body);
    }
    QCOMPARE(bodies.size(), 1);
    QCOMPARE(m_fixture->list().json()[u"used"_s].toInt(), 1);
}

void TwoServersTest::oneLabelThroughBothMakesOneKey()
{
    QList<Create> first;
    QList<Create> second;
    for (int i = 0; i < 10; ++i) {
        first.append({newIdempotencyKey(), R"({"label":"Zapier"})"});
        second.append({newIdempotencyKey(), R"({"label":"ZAPIER"})"});
    }
    int created = 0;
    for (const HttpAnswer &answer : createThroughBoth(first, second)) {
        if (answer.status == 201)
            ++created;
        else
            QCOMPARE(answer.problem(), u"label-taken"_s);
    }
    QCOMPARE(created, 1);
}

void TwoServersTest::aKeyThatIsRevokedThroughOneIsRefusedByTheOther()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const HttpRequest verify{.path = "/verify",
                             .headers = keyHeaders(m_fixture->platformId(), key.secret)};
    QCOMPARE(m_second->http().send(verify).status, 204);
    const HttpRequest revoke{.method = "DELETE",
                             .path = m_fixture->keysPath() + '/' + key.id.toLatin1(),
                             .headers = {m_fixture->owner()}};
    QCOMPARE(m_fixture->http().send(revoke).status, 204);
    QCOMPARE(m_second->http().send(verify).status, 401);
}

void TwoServersTest::usesThroughBothAreAdded()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const HttpRequest verify{.path = "/verify",
                             .headers = keyHeaders(m_fixture->platformId(), key.secret)};
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(m_fixture->http().send(verify).status, 204);
        QCOMPARE(m_second->http().send(verify).status, 204);
    }
    const auto calls = [&] {
        return m_fixture->list().json()[u"items"_s][0][u"callsLast24h"_s].toInt();
    };
    QTRY_COMPARE(calls(), 6);
    QCOMPARE(m_fixture->data().run(u"SELECT COUNT(*) FROM api_keys"_s).toInt(), 1);
}

QTEST_GUILESS_MAIN(TwoServersTest)
#include "TwoServersTest.moc"
