// SPDX-License-Identifier: Apache-2.0
// The connection ends before, while or after a key is made, and the answer is lost: whoever asks
// again, wherever, gets the one key that there is.
#include "support/RawClient.h"
#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QScopeGuard>
#include <QSet>
#include <QTest>

#include <memory>
#include <thread>
#include <vector>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

/** When the connection ends. */
enum class Cut {
    WithinTheHead,
    BeforeTheLastByte,
    AfterTheLastByte,
    WhileTheCommitWaits,
    WithinTheAnswer,
    WhenTheAnswerHasCome,
};

} // namespace

Q_DECLARE_METATYPE(Cut)

class SafeCreateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void askedAgainItIsOneKey_data();
    void askedAgainItIsOneKey();
    void equalReplacementsThroughTwoServersMakeOneKey_data();
    void equalReplacementsThroughTwoServersMakeOneKey();
    void aStormOfCutConnectionsMakesOneKey();

private:
    enum class Through { First, Second };

    /** A create, or, if \a overlap is not negative, the replacement of a new key. */
    void wish(int overlap);
    HttpRequest request(Through through) const;
    HttpAnswer ask(Through through) const { return server(through).http().send(request(through)); }
    ServerProcess &server(Through through) const
    {
        return through == Through::First ? m_fixture->server() : *m_second;
    }
    void lockPlatform() const;
    void sendAndCut(Cut cut) const;
    void sendAndCutWhileTheCommitWaits() const;
    /** Those that are served, with the one that asks. They are accepted in their order. */
    int openConnections(Through through) const;
    /** How many keys were made for the wish by what is in the list, and by what is in the audit. */
    std::pair<int, int> made() const;

    std::unique_ptr<ServerFixture> m_fixture;
    std::unique_ptr<ServerProcess> m_second;
    int m_overlap = -1;
    QByteArray m_label;
    QString m_replaced; ///< never null: SQL compares with it
    std::pair<QByteArray, QByteArray> m_idempotencyKey;
    int m_number = 0;
};

void SafeCreateTest::initTestCase()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
    m_second = std::make_unique<ServerProcess>(m_fixture->database());
    QVERIFY(m_second->start());
}

void SafeCreateTest::cleanup()
{
    for (const QJsonValue key : m_fixture->list().json()[u"items"_s].toArray())
        m_fixture->ask("DELETE", "/keys/" + key[u"id"_s].toString().toLatin1());
}

void SafeCreateTest::wish(int overlap)
{
    m_overlap = overlap;
    m_label = "Key " + QByteArray::number(++m_number);
    m_idempotencyKey = newIdempotencyKey();
    m_replaced = overlap < 0 ? u""_s : m_fixture->makeKey(m_label).id;
}

HttpRequest SafeCreateTest::request(Through through) const
{
    const auto authorization = server(through).authorization();
    if (m_overlap < 0)
        return createRequest(m_fixture->platformId(), authorization, m_idempotencyKey,
                             "{\"label\":\"" + m_label + "\"}");
    HttpRequest request =
        createRequest(m_fixture->platformId(), authorization, m_idempotencyKey,
                      "{\"overlapSeconds\":" + QByteArray::number(m_overlap) + '}');
    request.path += '/' + m_replaced.toLatin1() + "/replacement";
    return request;
}

std::pair<int, int> SafeCreateTest::made() const
{
    int listed = 0;
    for (const QJsonValue key : m_fixture->list().json()[u"items"_s].toArray()) {
        if (key[u"label"_s] == QString::fromLatin1(m_label) && key[u"id"_s] != m_replaced)
            ++listed;
    }
    const int audited = m_fixture->data()
                            .run(u"SELECT COUNT(*) FROM audit WHERE action = 'key.created'"_s
                                 u" AND key_label = ? AND key_id <> ?"_s,
                                 {QString::fromLatin1(m_label), m_replaced})
                            .toInt();
    return {listed, audited};
}

int SafeCreateTest::openConnections(Through through) const
{
    const QByteArray name = "\nkeydesk_connections_open ";
    const QByteArray text = server(through).http().send({.path = "/metrics"}).body;
    const QByteArray rest = text.mid(text.indexOf(name) + name.size());
    return rest.first(rest.indexOf('\n')).toInt();
}

// Nobody else can change the platform until the end of the transaction.
void SafeCreateTest::lockPlatform() const
{
    if (TestDatabase::kind() == TestDatabase::Kind::Sqlite) {
        m_fixture->data().run(u"BEGIN IMMEDIATE"_s);
        return;
    }
    m_fixture->data().run(u"BEGIN"_s);
    m_fixture->data().run(u"SELECT id FROM platforms WHERE id = ? FOR UPDATE"_s,
                          {m_fixture->platformId()});
}

void SafeCreateTest::sendAndCut(Cut cut) const
{
    const QByteArray bytes = m_fixture->http().bytesOf(request(Through::First));
    RawClient client(m_fixture->server().baseUrl());
    if (cut == Cut::WithinTheHead)
        client.write(bytes.first(bytes.indexOf("Idempotency") + 5));
    else
        client.write(cut == Cut::BeforeTheLastByte ? bytes.chopped(1) : bytes);
    client.waitForBytesWritten();
    if (cut == Cut::WithinTheAnswer) {
        client.setReadBufferSize(1); // the rest stays with the system, and is lost
        QVERIFY(client.waitForReadyRead(20'000));
        QCOMPARE(client.readAll(), QByteArray("H"));
    }
    if (cut == Cut::WhenTheAnswerHasCome)
        QVERIFY(client.until("\"secret\":", 20'000).startsWith("HTTP/1.1 201"));
    client.abort();
}

void SafeCreateTest::sendAndCutWhileTheCommitWaits() const
{
    lockPlatform();
    const auto unlock = qScopeGuard([this] { m_fixture->data().run(u"COMMIT"_s); });
    RawClient client(m_fixture->server().baseUrl());
    client.write(m_fixture->http().bytesOf(request(Through::First)));
    client.waitForBytesWritten();
    // These take more of the server's steps than a create does until it comes to the lock.
    QCOMPARE(m_fixture->ask("GET", "/audit").status, 200);
    QCOMPARE(m_fixture->ask("GET", "/audit").status, 200);
    QVERIFY(!client.waitForReadyRead(50));
    client.abort();
    QCOMPARE(m_fixture->ask("GET", "/audit").status, 200);
}

void SafeCreateTest::askedAgainItIsOneKey_data()
{
    QTest::addColumn<int>("overlap");
    QTest::addColumn<Cut>("cut");
    for (const auto &[name, overlap] :
         {std::pair("create", -1), std::pair("replace", 0), std::pair("replace, overlap", 3600)}) {
        const QByteArray what = name;
        QTest::newRow(what + ": within the head") << overlap << Cut::WithinTheHead;
        QTest::newRow(what + ": before the last byte") << overlap << Cut::BeforeTheLastByte;
        QTest::newRow(what + ": after the last byte") << overlap << Cut::AfterTheLastByte;
        QTest::newRow(what + ": while the commit waits") << overlap << Cut::WhileTheCommitWaits;
        QTest::newRow(what + ": within the answer") << overlap << Cut::WithinTheAnswer;
        QTest::newRow(what + ": when the answer is there") << overlap << Cut::WhenTheAnswerHasCome;
    }
}

void SafeCreateTest::askedAgainItIsOneKey()
{
    QFETCH(int, overlap);
    QFETCH(Cut, cut);
    wish(overlap);
    if (cut == Cut::WhileTheCommitWaits)
        sendAndCutWhileTheCommitWaits();
    else
        sendAndCut(cut);
    if (cut == Cut::WithinTheHead || cut == Cut::BeforeTheLastByte)
        QCOMPARE(made(), std::pair(0, 0));
    if (cut == Cut::WithinTheAnswer || cut == Cut::WhenTheAnswerHasCome)
        QCOMPARE(made(), std::pair(1, 1));
    // At once: what was cut may be under way still.
    const HttpAnswer again = ask(Through::First);
    QCOMPARE(again.status, 201);
    QCOMPARE(made(), std::pair(1, 1));
    QCOMPARE(ask(Through::Second).json(), again.json());
    QVERIFY(m_fixture->restart());
    QCOMPARE(ask(Through::First).json(), again.json());
    QCOMPARE(made(), std::pair(1, 1));
    QCOMPARE(m_fixture->verify(again.json()[u"secret"_s].toString()).status, 204);
    QCOMPARE(m_fixture->listed(m_replaced).isEmpty(), overlap <= 0);
}

void SafeCreateTest::equalReplacementsThroughTwoServersMakeOneKey_data()
{
    QTest::addColumn<int>("overlap");
    QTest::newRow("at once") << 0;
    QTest::newRow("with an overlap") << 3600;
}

void SafeCreateTest::equalReplacementsThroughTwoServersMakeOneKey()
{
    QFETCH(int, overlap);
    wish(overlap);
    const QList<HttpRequest> first(8, request(Through::First));
    const QList<HttpRequest> second(8, request(Through::Second));
    QList<HttpAnswer> others;
    std::thread thread([&] { others = m_second->http().sendAtOnce(second); });
    const QList<HttpAnswer> answers = m_fixture->http().sendAtOnce(first);
    thread.join();
    QSet<QByteArray> bodies;
    for (const HttpAnswer &answer : answers + others) {
        QCOMPARE(answer.status, 201);
        bodies.insert(answer.body);
    }
    QCOMPARE(bodies.size(), 1);
    QCOMPARE(made(), std::pair(1, 1));
}

// Through both servers, each connection cut at another byte, or just after the last one.
void SafeCreateTest::aStormOfCutConnectionsMakesOneKey()
{
    wish(-1);
    constexpr int connections = 40;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < connections; ++i) {
        const Through through = i % 2 ? Through::Second : Through::First;
        const QByteArray bytes = server(through).http().bytesOf(request(through));
        auto client = std::make_unique<RawClient>(server(through).baseUrl());
        const bool isWhole = i % 4 < 2;
        client->write(isWhole ? bytes : bytes.first(bytes.size() * i / connections));
        client->waitForBytesWritten();
        clients.push_back(std::move(client));
    }
    for (const auto &client : clients)
        client->abort();
    const HttpAnswer again = ask(Through::Second);
    QCOMPARE(again.status, 201);
    QCOMPARE(ask(Through::First).json(), again.json());
    // When all that was cut is over: a second key could come late.
    QTRY_COMPARE_WITH_TIMEOUT(openConnections(Through::First), 1, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(openConnections(Through::Second), 1, 20'000);
    QCOMPARE(made(), std::pair(1, 1));
    const ProgramRun audit = runProgram({u"verify-audit"_s, m_fixture->storage().argument()});
    QCOMPARE(audit.exitCode, 0);
}

QTEST_GUILESS_MAIN(SafeCreateTest)
#include "SafeCreateTest.moc"
