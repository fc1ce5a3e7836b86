// SPDX-License-Identifier: Apache-2.0
#include "ScriptedServer.h"
#include "support/FaultProxy.h"
#include "support/ServerFixture.h"

#include "client/AnswerStream.h"
#include "client/EventStream.h"
#include "client/RestClient.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::FaultProxy;
using keydesk::testing::MadeKey;
using keydesk::testing::ScriptedServer;
using keydesk::testing::ServerFixture;

namespace {

const QString platformId = u"5f2b8c1e9a4d7063b1c0e8fa"_s;
const QByteArray streamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
const QByteArray beginning = "retry: 100\nid: 0\n\n";

QByteArray keyJson(const QByteArray &label)
{
    return R"({"at":"2026-11-23T17:55:00.000Z","by":{"id":"","name":"Keydesk"},"keyId":"0a","label":")" +
           label + R"(","key":null})";
}

QByteArray problem(int status, const QByteArray &slug, const QByteArray &headers = {})
{
    const QByteArray body = R"({"type":"/problems/)" + slug + R"("})";
    return "HTTP/1.1 " + QByteArray::number(status) +
           " X\r\nContent-Type: application/problem+json\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

/** Everything that a stream tells, in its order. */
class Listener : public QObject
{
public:
    Listener(RestClient &rest, const QString &platform, Backoff::Timing timing = {})
        : stream(rest, platform, std::move(timing))
    {
        const auto take = [this](const char *what) {
            return [this, what](const KeyEvent &event) {
                heard.append(what + event.label.toUtf8());
                events.append(event);
            };
        };
        connect(&stream, &EventStream::created, this, take("+"));
        connect(&stream, &EventStream::updated, this, take("~"));
        connect(&stream, &EventStream::revoked, this, take("-"));
        connect(&stream, &EventStream::connected, this, [this] { ++connections; });
        connect(&stream, &EventStream::missed, this, [this] { ++gaps; });
        connect(&stream, &EventStream::heartbeat, this, [this] { ++heartbeats; });
        connect(&stream, &EventStream::interrupted, this,
                [this](const Problem &why) { interruptions.append(why.code); });
        connect(&stream, &EventStream::refused, this,
                [this](const Problem &why) { refusals.append(why.code); });
    }

    EventStream stream;
    QByteArrayList heard;
    QList<KeyEvent> events;
    QList<ProblemCode> interruptions;
    QList<ProblemCode> refusals;
    int connections = 0;
    int gaps = 0;
    int heartbeats = 0;
};

/** No wait takes long, and each is noted. */
Backoff::Timing quick(QList<std::chrono::milliseconds> *delays = nullptr)
{
    return {.random = [] { return 0.999; },
            .after =
                [delays](std::chrono::milliseconds delay, QObject *context,
                         const std::function<void()> &call) {
                    if (delays)
                        delays->append(delay);
                    QTimer::singleShot(5, context, call);
                }};
}

} // namespace

class EventStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // With the real server
    void whatHappensToKeysIsHeard();
    void aCutAnywhereLosesNothingAndRepeatsNothing();
    void aServerThatStartsAgainIsFound();
    void anotherDatabaseMeansToReadTheList();
    void aMemberWhoMayNoLongerListenIsTold();

    // With faults that it does not have
    void silenceIsAnInterruption();
    void aServerThatCutsAtOnceIsLeftAlone();
    void retryAfterIsRespected();
    void whatIsNotAStreamIsAnInterruption_data();
    void whatIsNotAStreamIsAnInterruption();
    void aTokenIsTriedTwice();
    void nothingIsWaitedForWhenTheNetworkIsBack();
    void anEventThatIsNotUnderstoodMeansToReadTheList();
    void whoeverStopsHearsNothingMore();
    void aClientThatGoesFirstEndsIt();
};

void EventStreamTest::whatHappensToKeysIsHeard()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    RestClient rest;
    rest.setBackend(fixture.server().baseUrl(), AccessToken(fixture.server().ownerToken()));
    Listener listener(rest, fixture.platformId());
    listener.stream.start();
    listener.stream.start(); // Pressed twice: still one.
    QTRY_COMPARE(listener.connections, 1);
    QVERIFY(listener.stream.isConnected());
    QCOMPARE(listener.gaps, 1); // What was before is in the list.

    const MadeKey key = fixture.makeKey("Zapier");
    QTRY_COMPARE(listener.heard, QByteArrayList{"+Zapier"});
    const KeyEvent created = listener.events[0];
    QCOMPARE(created.keyId, key.id);
    QVERIFY(!created.by.id.isEmpty());
    QVERIFY(!created.by.name.isEmpty());
    QVERIFY(created.at.isValid());
    QCOMPARE(created.key.value(), apiKeyFromJson(fixture.listed(key.id)).value());

    fixture.ask("PATCH", "/keys/" + key.id.toLatin1(), R"({"label":"Make"})");
    fixture.ask("DELETE", "/keys/" + key.id.toLatin1());
    QTRY_COMPARE(listener.heard, (QByteArrayList{"+Zapier", "~Make", "-Make"}));
    QVERIFY(!listener.events[2].key);
    QCOMPARE(listener.gaps, 1);
    QVERIFY(listener.interruptions.isEmpty());
}

void EventStreamTest::aCutAnywhereLosesNothingAndRepeatsNothing()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    FaultProxy proxy(fixture.server().baseUrl());
    RestClient rest;
    rest.setBackend(proxy.url(), AccessToken(fixture.server().ownerToken()));
    Listener listener(rest, fixture.platformId(), quick());
    listener.stream.start();
    QTRY_COMPARE(listener.connections, 1);

    QByteArrayList expected;
    for (int i = 0; i < 20; ++i) {
        const QByteArray label = "Key " + QByteArray::number(i);
        // In the chunk's head, in the id, in the data, behind the event: an event has 600 bytes.
        proxy.cutAfter(1 + i * 61);
        const MadeKey key = fixture.makeKey(label);
        fixture.ask("DELETE", "/keys/" + key.id.toLatin1());
        expected += {"+" + label, "-" + label};
        QTRY_COMPARE(listener.heard, expected);
    }
    QVERIFY2(listener.connections > 10, "it was cut");
    QCOMPARE(listener.gaps, 1);
    QCOMPARE(QSet<ProblemCode>(listener.interruptions.begin(), listener.interruptions.end()),
             QSet<ProblemCode>{ProblemCode::ServerUnreachable});
}

void EventStreamTest::aServerThatStartsAgainIsFound()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    RestClient rest;
    rest.setBackend(fixture.server().baseUrl(), AccessToken(fixture.server().ownerToken()));
    Listener listener(rest, fixture.platformId(), quick());
    listener.stream.start();
    QTRY_COMPARE(listener.connections, 1);
    fixture.server().closeStdin();
    QTRY_VERIFY(listener.interruptions.size() > 3);
    QVERIFY(!listener.stream.isConnected());
    QCOMPARE(fixture.server().waitForExit(), 0);

    QVERIFY(fixture.start());
    fixture.makeKey("Meanwhile");
    rest.setBackend(fixture.server().baseUrl(), AccessToken(fixture.server().ownerToken()));
    QTRY_COMPARE(listener.heard, QByteArrayList{"+Meanwhile"});
    QCOMPARE(listener.connections, 2);
    QCOMPARE(listener.gaps, 1);
}

void EventStreamTest::anotherDatabaseMeansToReadTheList()
{
    ServerFixture before;
    QVERIFY(before.start());
    RestClient rest;
    rest.setBackend(before.server().baseUrl(), AccessToken(before.server().ownerToken()));
    Listener listener(rest, before.platformId(), quick());
    listener.stream.start();
    QTRY_COMPARE(listener.gaps, 1);
    before.makeKey("Zapier");
    QTRY_COMPARE(listener.heard.size(), 1);

    ServerFixture restored; // with the same platform, and less in it
    QVERIFY(restored.start());
    restored.data().run(u"PRAGMA foreign_keys = OFF"_s);
    for (const QString &sql :
         {u"UPDATE platforms SET id = ?"_s, u"UPDATE memberships SET platform_id = ?"_s})
        restored.data().run(sql, {before.platformId()});
    rest.setBackend(restored.server().baseUrl(), AccessToken(restored.server().ownerToken()));
    listener.stream.tryNow();
    QTRY_COMPARE(listener.connections, 2);
    QCOMPARE(listener.gaps, 2);
}

void EventStreamTest::aMemberWhoMayNoLongerListenIsTold()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const QString member = fixture.data().addMember(u"Grace"_s);
    fixture.data().setRole(fixture.platformId(), member, u"admin"_s);
    RestClient rest;
    rest.setBackend(fixture.server().baseUrl(), AccessToken(fixture.data().addToken(member)));
    Listener listener(rest, fixture.platformId(), quick());
    listener.stream.start();
    QTRY_COMPARE(listener.connections, 1);
    fixture.data().setRole(fixture.platformId(), member, u"learner"_s);
    QTRY_COMPARE_WITH_TIMEOUT(listener.refusals, QList{ProblemCode::RoleRequired}, 15'000);
    QVERIFY(!listener.stream.isConnected());
    const int tries = static_cast<int>(listener.interruptions.size());

    Listener stranger(rest, platformId, quick());
    stranger.stream.start();
    QTRY_COMPARE(stranger.refusals, QList{ProblemCode::NotFound});
    QCOMPARE(listener.interruptions.size(), tries); // It has not tried again.
}

void EventStreamTest::silenceIsAnInterruption()
{
    ScriptedServer server;
    server.setScript([](qsizetype) { return streamHead + beginning; });
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    Listener listener(rest, platformId, quick());
    listener.stream.setSilenceLimit(std::chrono::seconds(1));
    listener.stream.start();
    QTRY_COMPARE(listener.connections, 1);
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < 2500; QTest::qWait(20)) // Heartbeats keep it alive.
        server.say(": still here\n\n");
    QVERIFY(listener.interruptions.isEmpty());
    QVERIFY(listener.heartbeats > 10);
    QTRY_COMPARE(listener.connections, 2);
    QCOMPARE(listener.interruptions, QList{ProblemCode::ServerSilent});
    QVERIFY(server.requests()[1].contains("Last-Event-ID: 0\r\n"));
}

void EventStreamTest::aServerThatCutsAtOnceIsLeftAlone()
{
    ScriptedServer server;
    server.setScript([&server](qsizetype) {
        QMetaObject::invokeMethod(
            &server, [&server] { server.hangUp(); }, Qt::QueuedConnection);
        return streamHead + beginning;
    });
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    QList<std::chrono::milliseconds> delays;
    Listener listener(rest, platformId, quick(&delays));
    listener.stream.start();
    QTRY_VERIFY(delays.size() >= 5); // more, if the computer was busy meanwhile
    delays.resize(5);
    QVERIFY(std::ranges::is_sorted(delays));
    QVERIFY2(delays[4] > delays[0] * 10, "each time it waits longer");
}

void EventStreamTest::retryAfterIsRespected()
{
    ScriptedServer server;
    server.setScript([](qsizetype number) {
        return number == 0 ? problem(503, "unavailable", "Retry-After: 7\r\n")
                           : streamHead + beginning;
    });
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    QList<std::chrono::milliseconds> delays;
    Listener listener(rest, platformId, quick(&delays));
    listener.stream.start();
    QTRY_COMPARE(listener.connections, 1);
    QCOMPARE(listener.interruptions, QList{ProblemCode::Unavailable});
    QVERIFY(delays[0] >= std::chrono::seconds(7));
}

void EventStreamTest::whatIsNotAStreamIsAnInterruption_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("code");
    const auto code = [](ProblemCode problemCode) { return static_cast<int>(problemCode); };
    QTest::newRow("JSON") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                        "Content-Length: 2\r\n\r\n{}")
                          << code(ProblemCode::AnswerNotUnderstood);
    QTest::newRow("a lot of HTML")
        << "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + QByteArray(1'000'000, 'x')
        << code(ProblemCode::AnswerNotUnderstood);
    QTest::newRow("a proxy's error") << QByteArray("HTTP/1.1 502 X\r\nContent-Length: 3\r\n\r\nBad")
                                     << code(ProblemCode::Unavailable);
    QTest::newRow("a redirect") << QByteArray("HTTP/1.1 307 X\r\nLocation: http://127.0.0.1:1/\r\n"
                                              "Content-Length: 0\r\n\r\n")
                                << code(ProblemCode::AnswerNotUnderstood);
    QTest::newRow("no end of a line")
        << streamHead + QByteArray(100'000, 'x') << code(ProblemCode::AnswerNotUnderstood);
}

void EventStreamTest::whatIsNotAStreamIsAnInterruption()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const int, code);
    ScriptedServer server;
    server.setScript(
        [&](qsizetype number) { return number == 0 ? answer : streamHead + beginning; });
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    Listener listener(rest, platformId, quick());
    listener.stream.start();
    QTRY_COMPARE(listener.connections, 1);
    QCOMPARE(listener.interruptions.size(), 1);
    QCOMPARE(static_cast<int>(listener.interruptions[0]), code);
}

void EventStreamTest::aTokenIsTriedTwice()
{
    ScriptedServer server;
    server.setScript([](qsizetype) { return problem(401, "token-invalid"); });
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    Listener listener(rest, platformId, quick());
    listener.stream.start();
    QTRY_COMPARE(listener.refusals, QList{ProblemCode::TokenInvalid});
    QCOMPARE(listener.interruptions, QList{ProblemCode::TokenInvalid});
    QCOMPARE(server.requests().size(), 2);
    listener.stream.start(); // after another sign-in
    QTRY_COMPARE(server.requests().size(), 4);
}

void EventStreamTest::nothingIsWaitedForWhenTheNetworkIsBack()
{
    ScriptedServer server;
    server.setScript([](qsizetype number) {
        return number == 0 ? problem(503, "unavailable") : streamHead + beginning;
    });
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    Backoff::Timing never = quick();
    never.after = [](std::chrono::milliseconds, QObject *, const std::function<void()> &) {};
    Listener listener(rest, platformId, never);
    listener.stream.tryNow(); // Not before the start.
    listener.stream.start();
    QTRY_COMPARE(listener.interruptions.size(), 1);
    listener.stream.tryNow();
    QTRY_COMPARE(listener.connections, 1);
    listener.stream.tryNow(); // The connection may be dead without knowing.
    QTRY_COMPARE(listener.connections, 2);
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(listener.interruptions.size(), 1);
    QCOMPARE(listener.gaps, 1);
}

void EventStreamTest::anEventThatIsNotUnderstoodMeansToReadTheList()
{
    ScriptedServer server;
    server.setScript([](qsizetype) {
        return streamHead + beginning + "event: key.created\ndata: {}\n\n" +
               "event: key.starred\ndata: {}\n\n" + // of a newer server
               "event: key.created\ndata: " + keyJson("Zapier") + "\n\n";
    });
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    Listener listener(rest, platformId, quick());
    listener.stream.start();
    QTRY_COMPARE(listener.heard, QByteArrayList{"+Zapier"});
    QCOMPARE(listener.gaps, 2); // the start, and this
    QCOMPARE(listener.events[0].by.name, u"Keydesk"_s);
}

void EventStreamTest::whoeverStopsHearsNothingMore()
{
    ScriptedServer server;
    server.setScript([](qsizetype number) {
        QByteArray answer = streamHead + beginning;
        for (const char *label : {"A", "B", "C"})
            answer += "id: 1\nevent: key.created\ndata: " + keyJson(label) + "\n\n";
        return number == 0 ? answer : streamHead + "id: 1\n\n";
    });
    RestClient rest;
    rest.setBackend(server.url(), AccessToken("token"));
    Listener listener(rest, platformId, quick());
    connect(&listener.stream, &EventStream::created, &listener, [&](const KeyEvent &event) {
        if (event.label == u"B"_s)
            listener.stream.stop();
    });
    listener.stream.start();
    QTRY_COMPARE(listener.heard, (QByteArrayList{"+A", "+B"}));
    QVERIFY(!listener.stream.isConnected());
    listener.stream.start();
    QTRY_COMPARE(listener.connections, 2);
    QVERIFY(server.requests()[1].contains("Last-Event-ID: 1\r\n"));
    QCOMPARE(listener.heard.size(), 2);
}

void EventStreamTest::aClientThatGoesFirstEndsIt()
{
    ScriptedServer server;
    auto rest = std::make_unique<RestClient>();
    rest->setBackend(server.url(), AccessToken("token"));
    auto answer = rest->stream({.path = u"/"_s});
    QSignalSpy finished(answer.get(), &AnswerStream::finished);
    rest.reset();
    QCOMPARE(finished.count(), 1);
}

QTEST_GUILESS_MAIN(EventStreamTest)
#include "EventStreamTest.moc"
