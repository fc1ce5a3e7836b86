// SPDX-License-Identifier: Apache-2.0
#include "FaultyServer.h"
#include "support/Await.h"

#include "client/KeysClient.h"
#include "client/RestClient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::FaultyServer;

Q_DECLARE_METATYPE(ProblemCode)

namespace {

const QString platformId = u"5f2b8c1e9a4d7063b1c0e8fa"_s;

QByteArray http(int status, const QByteArray &type, const QByteArray &body)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class NetworkFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultBecomesAProblem_data();
    void everyFaultBecomesAProblem();
    void nobodyThereIsToldAtOnce();
    void silenceEndsInATimeOut();
    void aRedirectIsNeverFollowedWithTheToken();
    void aClientThatGoesFirstLeavesNobodyWaiting();
};

void NetworkFaultsTest::everyFaultBecomesAProblem_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ProblemCode>("code");

    const QByteArray json = "application/json";
    QTest::newRow("cut in the status line")
        << QByteArray("HTTP/1.") << ProblemCode::ServerUnreachable;
    QTest::newRow("cut in the body")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"items\"")
        << ProblemCode::ServerUnreachable;
    QTest::newRow("not HTTP") << QByteArray("220 mail.example ESMTP\r\n\r\n")
                              << ProblemCode::ServerUnreachable;
    QTest::newRow("HTML") << http(200, "text/html", "<h1>Welcome</h1>")
                          << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("a proxy's error")
        << http(503, "text/html", "<h1>Unavailable</h1>") << ProblemCode::Unavailable;
    QTest::newRow("truncated JSON")
        << http(200, json, R"({"items":[{"id")") << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("a wrong type") << http(200, json, R"({"items":{},"limit":25,"used":0})")
                                  << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("a wrong type inside")
        << http(200, json, R"({"items":[{"id":1}],"limit":25,"used":1})")
        << ProblemCode::AnswerNotUnderstood;
    QTest::newRow("too long") << http(200, json, QByteArray(RestClient::answerLimit + 1, ' '))
                              << ProblemCode::AnswerNotUnderstood;
}

void NetworkFaultsTest::everyFaultBecomesAProblem()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const ProblemCode, code);
    FaultyServer server(answer);
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    KeysClient keys(rest);
    const auto list = await(keys.list(platformId));
    QVERIFY(!list);
    QCOMPARE(list.error().code, code);
}

void NetworkFaultsTest::nobodyThereIsToldAtOnce()
{
    QUrl gone;
    {
        FaultyServer server("");
        gone = server.url();
    }
    RestClient rest;
    rest.setBackend(gone, AccessToken("token"));
    KeysClient keys(rest);
    QCOMPARE(await(keys.list(platformId)).error().code, ProblemCode::ServerUnreachable);
}

void NetworkFaultsTest::silenceEndsInATimeOut()
{
    FaultyServer server("");
    RestClient rest;
    rest.setTimeout(std::chrono::milliseconds(200));
    rest.setBackend(server.url(), AccessToken("token"));
    KeysClient keys(rest);
    QCOMPARE(await(keys.list(platformId)).error().code, ProblemCode::ServerSilent);
}

void NetworkFaultsTest::aRedirectIsNeverFollowedWithTheToken()
{
    FaultyServer elsewhere(http(200, "application/json", R"({"items":[],"limit":25,"used":0})"));
    FaultyServer server("HTTP/1.1 307 X\r\nLocation: " + elsewhere.url().toEncoded() +
                        "\r\nContent-Length: 0\r\n\r\n");
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    KeysClient keys(rest);
    QCOMPARE(await(keys.list(platformId)).error().code, ProblemCode::Redirected);
    QCOMPARE(server.requests(), 1);
    QVERIFY(elsewhere.lastRequest().isEmpty());
}

void NetworkFaultsTest::aClientThatGoesFirstLeavesNobodyWaiting()
{
    FaultyServer server("");
    QFuture<Result<KeyList>> list;
    {
        RestClient rest;
        rest.setBackend(server.url(), AccessToken("token"));
        list = KeysClient(rest).list(platformId);
        QVERIFY(!list.isFinished());
    }
    QVERIFY(list.isFinished());
    QVERIFY(!list.takeResult());
}

QTEST_GUILESS_MAIN(NetworkFaultsTest)
#include "NetworkFaultsTest.moc"
