// SPDX-License-Identifier: Apache-2.0
// Revoked means dead: while clients use a key without a pause, in each way and through both of two
// instances on one database, no request that begins after the answer gets through.
#include "support/KeyLoad.h"
#include "support/ServerFixture.h"

#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 4;      // with new keys each; the instances take turns in making the change
constexpr int leastCalls = 30; // of each client, before the change and after it
constexpr int patience = 30'000;

using Keys = QList<UsedKey>;

/** What is asked for, with {id} for the first key's and {ids} for all. */
struct Change
{
    QByteArray method;
    QByteArray path;
    QByteArray json{};
    bool accepts = false; ///< whether the keys are accepted from then on
};

QByteArray filled(QByteArray text, const Keys &keys)
{
    QByteArrayList ids;
    for (const UsedKey &key : keys)
        ids.append('"' + key.id.toLatin1() + '"');
    return text.replace("{ids}", ids.join(',')).replace("{id}", keys.first().id.toLatin1());
}

} // namespace

class RevokedUnderLoadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void noRequestThatBeginsAfterTheAnswerGetsThrough_data();
    void noRequestThatBeginsAfterTheAnswerGetsThrough();
    void aKeyThatIsResumedIsAcceptedByBothAtOnce();

private:
    const ServerProcess &instance(int number) const
    {
        return number % 2 == 0 ? m_fixture->server() : *m_second;
    }
    Keys makeKeys(int count, const ServerProcess &issuer) const;
    HttpRequest requestFor(const Change &change, const Keys &keys,
                           const ServerProcess &server) const;
    /** Returns what went wrong. */
    QString changeUnderLoad(const Change &change, const Keys &keys,
                            const ServerProcess &server) const;

    std::unique_ptr<ServerFixture> m_fixture;
    std::unique_ptr<ServerProcess> m_second;
};

void RevokedUnderLoadTest::init()
{
    const QStringList arguments{u"--trusted-proxy"_s, u"127.0.0.1"_s};
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start(arguments));
    m_second = std::make_unique<ServerProcess>(m_fixture->database());
    QVERIFY(m_second->start(arguments));
}

void RevokedUnderLoadTest::cleanup()
{
    m_second.reset();
    m_fixture.reset();
}

Keys RevokedUnderLoadTest::makeKeys(int count, const ServerProcess &issuer) const
{
    static int made = 0;
    Keys keys;
    for (int i = 0; i < count; ++i) {
        const MadeKey key = m_fixture->makeKey("Key " + QByteArray::number(++made));
        const HttpRequest request = tokenRequest(m_fixture->platformId(), key.secret);
        const QJsonObject token = issuer.http().send(request).json();
        keys.append({.id = key.id,
                     .secret = key.secret,
                     .token = token[u"access_token"_s].toString().toLatin1()});
    }
    return keys;
}

HttpRequest RevokedUnderLoadTest::requestFor(const Change &change, const Keys &keys,
                                             const ServerProcess &server) const
{
    HttpRequest request{.method = change.method,
                        .path = "/admin/v1/platforms/" + m_fixture->platformId().toLatin1() +
                                filled(change.path, keys),
                        .headers = {server.authorization(), newIdempotencyKey()},
                        .body = filled(change.json, keys)};
    if (!request.body.isEmpty())
        request.headers.emplaceBack("Content-Type", "application/json");
    return request;
}

QString RevokedUnderLoadTest::changeUnderLoad(const Change &change, const Keys &keys,
                                              const ServerProcess &server) const
{
    const HttpRequest request = requestFor(change, keys, server);
    KeptConnection connection(server.baseUrl());
    KeyLoad load({m_fixture->server().baseUrl(), m_second->baseUrl()}, m_fixture->platformId(),
                 keys);
    const auto eachGoesOn = [&] {
        return QTest::qWaitFor([&] { return load.eachHasMade(leastCalls + 1); }, patience);
    };
    if (!eachGoesOn())
        return u"the clients do not get on"_s;
    KeyChange moments{.asked = std::chrono::steady_clock::now(), .accepts = change.accepts};
    const int status = connection.send(request).status;
    moments.answered = std::chrono::steady_clock::now();
    load.countAnew();
    if (status < 200 || status > 299)
        return u"the change was answered with %1"_s.arg(status);
    if (!eachGoesOn())
        return u"the clients do not get on after the change"_s;
    return load.faultAtEnd(moments, leastCalls);
}

void RevokedUnderLoadTest::noRequestThatBeginsAfterTheAnswerGetsThrough_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("keys");
    QTest::newRow("revoked") << Change{"DELETE", "/keys/{id}"} << 1;
    QTest::newRow("revoked with others")
        << Change{"POST", "/revocations", R"({"ids":[{ids}]})"} << 5;
    QTest::newRow("paused") << Change{"PATCH", "/keys/{id}", R"({"state":"paused"})"} << 1;
    QTest::newRow("replaced without an overlap")
        << Change{"POST", "/keys/{id}/replacement", R"({"overlapSeconds":0})"} << 1;
}

void RevokedUnderLoadTest::noRequestThatBeginsAfterTheAnswerGetsThrough()
{
    QFETCH(Change, change);
    QFETCH(int, keys);
    for (int round = 0; round < rounds; ++round) {
        const QString fault =
            changeUnderLoad(change, makeKeys(keys, instance(round + 1)), instance(round));
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
}

void RevokedUnderLoadTest::aKeyThatIsResumedIsAcceptedByBothAtOnce()
{
    for (int round = 0; round < rounds; ++round) {
        const Keys keys = makeKeys(1, instance(round + 1));
        const Change pause{"PATCH", "/keys/{id}", R"({"state":"paused"})"};
        const HttpRequest request = requestFor(pause, keys, instance(round + 1));
        QCOMPARE(instance(round + 1).http().send(request).status, 200);
        const Change resume{"PATCH", "/keys/{id}", R"({"state":"active"})", true};
        const QString fault = changeUnderLoad(resume, keys, instance(round));
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
}

QTEST_GUILESS_MAIN(RevokedUnderLoadTest)
#include "RevokedUnderLoadTest.moc"
