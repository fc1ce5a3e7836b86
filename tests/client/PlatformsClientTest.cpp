// SPDX-License-Identifier: Apache-2.0
#include "ScriptedServer.h"
#include "support/Await.h"
#include "support/ServerFixture.h"

#include "client/PlatformsClient.h"
#include "client/RestClient.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::ScriptedServer;
using keydesk::testing::ServerFixture;
using keydesk::testing::TestData;

namespace {

/** The Link header that leads to \a target. */
QByteArray next(const QByteArray &target)
{
    return '<' + target + ">; rel=\"next\"";
}

QByteArray items(int count, int from = 0)
{
    QByteArrayList all;
    for (int i = from; i < from + count; ++i) {
        const QByteArray id = QByteArray::number(i, 16).rightJustified(24, '0');
        all.append("{\"id\":\"" + id + "\",\"name\":\"School " + QByteArray::number(i) +
                   "\",\"role\":\"admin\"}");
    }
    return "{\"items\":[" + all.join(',') + "]}";
}

QByteArray page(const QByteArray &body, const QByteArray &link = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
           QByteArray::number(body.size()) + (link.isEmpty() ? "" : "\r\nLink: " + link) +
           "\r\n\r\n" + body;
}

} // namespace

class PlatformsClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenThousandPlatformsAreAllThere();
    void pagesAreAskedForByTheirLink();
    void theTokenGoesNowhereElse_data();
    void theTokenGoesNowhereElse();
    void theWholeFailsWithAPage_data();
    void theWholeFailsWithAPage();
    void pagesWithoutEndAreGivenUp();
    void pagesOfTwoBackendsAreNotMixed();
    void aClientThatGoesFirstLeavesNobodyWaiting();
    void aLongAnswerDoesNotHoldTheWindow();

private:
    Result<QList<Platform>> listFrom(const ScriptedServer &server)
    {
        RestClient rest;
        rest.setBackend(server.url(), AccessToken("token"));
        return await(PlatformsClient(rest).list());
    }
};

void PlatformsClientTest::tenThousandPlatformsAreAllThere()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    TestData &data = fixture.data();
    const QString member = data.addMember(u"Grace"_s);
    QSet<QString> expected;
    data.run(u"BEGIN"_s);
    for (int i = 0; i < 10'000; ++i) {
        const QString id = data.addPlatform(u"School %1"_s.arg(i));
        data.setRole(id, member, i % 2 ? u"admin"_s : u"learner"_s);
        expected.insert(id);
    }
    data.run(u"COMMIT"_s);
    RestClient rest;
    rest.setBackend(fixture.server().baseUrl(), AccessToken(data.addToken(member)));
    QElapsedTimer timer;
    timer.start();
    const auto platforms = await(PlatformsClient(rest).list());
    qInfo("10,000 platforms in %lld ms", timer.elapsed());
    QVERIFY(platforms);
    QCOMPARE(platforms->size(), 10'000);
    QSet<QString> ids;
    for (const Platform &platform : *platforms)
        ids.insert(platform.id);
    QCOMPARE(ids, expected);
}

void PlatformsClientTest::pagesAreAskedForByTheirLink()
{
    ScriptedServer server;
    server.setScript([](qsizetype number) {
        const QByteArray link = next("/admin/v1/platforms?cursor=a%20b%2Fc&limit=2");
        return number == 0 ? page(items(2), link) : page(items(1, 2));
    });
    const auto platforms = listFrom(server);
    QVERIFY(platforms);
    QCOMPARE(platforms->size(), 3);
    QCOMPARE(platforms->last().name, u"School 2"_s);
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(server.requests()[1].startsWith(
        "GET /admin/v1/platforms?cursor=a%20b%2Fc&limit=2 HTTP/1.1\r\n"));
    QVERIFY(server.requests()[1].contains("Authorization: Bearer token\r\n"));
}

void PlatformsClientTest::theTokenGoesNowhereElse_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::newRow("another server") << next("http://OTHER/admin/v1/platforms?cursor=1");
    QTest::newRow("another server, without a scheme")
        << next("//OTHER/admin/v1/platforms?cursor=1");
    QTest::newRow("another scheme") << next("https://SAME/admin/v1/platforms?cursor=1");
    QTest::newRow("another path") << next("/admin/v1/me?cursor=1");
    QTest::newRow("a path that climbs") << next("/admin/v1/platforms/../me?cursor=1");
    QTest::newRow("a name and a password")
        << next("http://ada:secret@SAME/admin/v1/platforms?cursor=1");
    QTest::newRow("another relation") << QByteArray("</admin/v1/platforms>; rel=\"prev\"");
    QTest::newRow("no link at all") << QByteArray("next");
    QTest::newRow("no end") << QByteArray("</admin/v1/platforms");
}

void PlatformsClientTest::theTokenGoesNowhereElse()
{
    QFETCH(QByteArray, link);
    ScriptedServer other;
    ScriptedServer server;
    link.replace("OTHER", other.url().authority().toLatin1());
    link.replace("SAME", server.url().authority().toLatin1());
    server.setScript([&](qsizetype) { return page(items(2), link); });
    const auto platforms = listFrom(server);
    QVERIFY(!platforms);
    QCOMPARE(platforms.error().code, ProblemCode::AnswerNotUnderstood);
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(other.requests().isEmpty());
}

void PlatformsClientTest::theWholeFailsWithAPage_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<int>("code");
    const auto code = [](ProblemCode problemCode) { return static_cast<int>(problemCode); };
    QTest::newRow("cut") << page(items(2)).chopped(3) << code(ProblemCode::ServerUnreachable);
    QTest::newRow("not JSON") << page("{\"items\":[") << code(ProblemCode::AnswerNotUnderstood);
    QTest::newRow("a platform without a role")
        << page(R"({"items":[{"id":"0123456789abcdef01234567","name":"A"}]})")
        << code(ProblemCode::AnswerNotUnderstood);
    QTest::newRow("a proxy's error") << QByteArray("HTTP/1.1 502 X\r\nContent-Length: 0\r\n\r\n")
                                     << code(ProblemCode::Unavailable);
    QTest::newRow("silence") << QByteArray() << code(ProblemCode::ServerSilent);
}

void PlatformsClientTest::theWholeFailsWithAPage()
{
    QFETCH(const QByteArray, second);
    QFETCH(const int, code);
    ScriptedServer server;
    server.setScript([&](qsizetype number) {
        if (number > 0 && !second.isEmpty())
            QMetaObject::invokeMethod(
                &server, [&] { server.hangUp(); }, Qt::QueuedConnection);
        return number > 0 ? second : page(items(2), next("/admin/v1/platforms?cursor=1"));
    });
    RestClient rest;
    rest.setTimeout(std::chrono::milliseconds(500));
    rest.setBackend(server.url(), AccessToken("token"));
    const auto platforms = await(PlatformsClient(rest).list());
    QVERIFY(!platforms);
    QCOMPARE(static_cast<int>(platforms.error().code), code);
}

void PlatformsClientTest::pagesWithoutEndAreGivenUp()
{
    ScriptedServer server;
    server.setScript(
        [](qsizetype) { return page(items(1), next("/admin/v1/platforms?cursor=again")); });
    QCOMPARE(listFrom(server).error().code, ProblemCode::AnswerNotUnderstood);
    QCOMPARE(server.requests().size(), PlatformsClient::pageLimit);
}

void PlatformsClientTest::pagesOfTwoBackendsAreNotMixed()
{
    ScriptedServer first;
    ScriptedServer second;
    RestClient rest;
    first.setScript([&](qsizetype) {
        rest.setBackend(second.url(), AccessToken("another"));
        return page(items(1), next("/admin/v1/platforms?cursor=1"));
    });
    rest.setBackend(first.url(), AccessToken("token"));
    QCOMPARE(await(PlatformsClient(rest).list()).error().code, ProblemCode::ServerUnreachable);
    QVERIFY(second.requests().isEmpty());
}

void PlatformsClientTest::aClientThatGoesFirstLeavesNobodyWaiting()
{
    ScriptedServer server;
    QFuture<Result<QList<Platform>>> list;
    {
        RestClient rest;
        rest.setBackend(server.url(), AccessToken("token"));
        list = PlatformsClient(rest).list();
        QVERIFY(!list.isFinished());
    }
    QVERIFY(list.isFinished());
    QVERIFY(!list.result());
}

// The longest answer that is taken at all, in one page.
void PlatformsClientTest::aLongAnswerDoesNotHoldTheWindow()
{
    const QByteArray answer = page(items(50'000));
    QVERIFY(answer.size() > RestClient::answerLimit / 2 && answer.size() < RestClient::answerLimit);
    ScriptedServer server;
    server.setScript([&](qsizetype) { return answer; });
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    // The best of five: other programs run here as well.
    qint64 best = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer sinceLast;
        qint64 longest = 0;
        QTimer ticks;
        connect(&ticks, &QTimer::timeout, &ticks,
                [&] { longest = std::max(longest, sinceLast.restart()); });
        sinceLast.start();
        ticks.start(1);
        const auto platforms = await(PlatformsClient(rest).list());
        best = std::min(best, std::max(longest, sinceLast.elapsed()));
        QCOMPARE(platforms->size(), 50'000);
        QCOMPARE(platforms->last().name, u"School 49999"_s);
    }
    qInfo("the event loop stood still for %lld ms at most", best);
    QVERIFY(best < 50);
}

QTEST_GUILESS_MAIN(PlatformsClientTest)
#include "PlatformsClientTest.moc"
