// SPDX-License-Identifier: Apache-2.0
// Answers that go on: how server-sent events begin, arrive and end.
#include "InProcessServer.h"

#include <QTest>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <mutex>
#include <stdexcept>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace keydesk::server;
using namespace keydesk::testing;
using namespace std::chrono_literals;

namespace {

/** Says what the test says, which may be on another thread. */
class SpokenEvents : public EventStream
{
public:
    explicit SpokenEvents(const asio::any_io_executor &executor)
        : m_news(executor, asio::steady_timer::time_point::max())
    {
    }

    void say(const char *text)
    {
        asio::post(m_news.get_executor(), [this, text] {
            m_texts.emplace_back(text);
            m_news.cancel();
        });
    }
    bool hasStopped() const { return m_stopped; }

    asio::awaitable<Bytes> next() override
    {
        while (m_texts.empty() && !m_stopped) {
            boost::system::error_code ignored;
            co_await m_news.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        }
        if (m_stopped)
            co_return Bytes();
        const Bytes text = m_texts.front();
        m_texts.pop_front();
        if (text == "fail")
            throw std::runtime_error("a failure of the test's own");
        co_return text;
    }
    void stop() override
    {
        m_stopped = true;
        m_news.cancel();
    }

private:
    asio::steady_timer m_news;
    std::deque<Bytes> m_texts;
    std::atomic<bool> m_stopped = false;
};

/** Has always more to say. */
class EndlessEvents : public EventStream
{
public:
    asio::awaitable<Bytes> next() override { co_return Bytes(m_stopped ? 0 : 65536, 'x'); }
    void stop() override { m_stopped = true; }

private:
    bool m_stopped = false;
};

/** A server with GET /events and GET /endless. */
class EventServer
{
public:
    EventServer() = default;
    ~EventServer()
    {
        m_server.end();
        m_stream.reset(); // its timer is the server's
    }
    EventServer(const EventServer &) = delete;
    EventServer &operator=(const EventServer &) = delete;

    InProcessServer &server() { return m_server; }
    QUrl url() const { return m_server.url(); }

    /** The stream of the request that came last, once it has come. Gives it away. */
    std::shared_ptr<SpokenEvents> stream()
    {
        for (int i = 0; i < 500; ++i) {
            if (const std::lock_guard lock(m_mutex); m_stream)
                return std::move(m_stream);
            QTest::qSleep(10);
        }
        throw std::runtime_error("no request came");
    }

private:
    asio::awaitable<Outcome<Response>> events()
    {
        auto stream = std::make_shared<SpokenEvents>(co_await asio::this_coro::executor);
        const std::lock_guard lock(m_mutex);
        m_stream = stream;
        co_return Response::eventStream(std::move(stream));
    }
    Router router()
    {
        Router router;
        router.add(http::verb::get, "/events",
                   WaitingHandler([this](Request &) { return events(); }));
        router.add(http::verb::get, "/endless", Handler([](Request &) -> Outcome<Response> {
                       return Response::eventStream(std::make_shared<EndlessEvents>());
                   }));
        return router;
    }

    std::mutex m_mutex;
    std::shared_ptr<SpokenEvents> m_stream;
    InProcessServer m_server{router()};
};

} // namespace

class EventStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsArriveOneByOne();
    void oldClientsGetThemWithoutChunks();
    void askingForTheHeadBeginsNothing();
    void silenceEndsNothing();
    void aClientThatLeavesEndsTheStream_data();
    void aClientThatLeavesEndsTheStream();
    void aClientThatDoesNotReadIsDropped();
    void whatTheClientSendsMeanwhileIsNotAnswered();
    void aStreamThatFailsIsCutOff();
    void stoppingEndsStreams();
};

void EventStreamTest::eventsArriveOneByOne()
{
    EventServer events;
    RawClient client(events.url());
    client.get("/events");
    const HttpAnswer head = parseAnswer(client.until("\r\n\r\n"));
    const auto stream = events.stream();
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-type"), QByteArray("text/event-stream"));
    QCOMPARE(head.headers.value("cache-control"), QByteArray("no-store"));
    QCOMPARE(head.headers.value("x-accel-buffering"), QByteArray("no"));
    QCOMPARE(head.headers.value("transfer-encoding"), QByteArray("chunked"));
    QVERIFY(!head.headers.contains("content-length"));
    for (const char *text : {"data: one\n\n", "data: two\n\n"}) {
        stream->say(text);
        const QByteArray chunk = QByteArray("b\r\n") + text + "\r\n";
        QCOMPARE(client.until(chunk), chunk);
    }
    stream->say("");
    QCOMPARE(client.rest(), QByteArray("0\r\n\r\n"));
    QCOMPARE(client.state(), QAbstractSocket::UnconnectedState);
}

void EventStreamTest::oldClientsGetThemWithoutChunks()
{
    EventServer events;
    RawClient client(events.url());
    client.write("GET /events HTTP/1.0\r\nHost: " + client.host() + "\r\n\r\n");
    const HttpAnswer head = parseAnswer(client.until("\r\n\r\n"));
    const auto stream = events.stream();
    QCOMPARE(head.status, 200);
    QVERIFY(!head.headers.contains("transfer-encoding"));
    stream->say("data: one\n\n");
    QCOMPARE(client.until("\n\n"), QByteArray("data: one\n\n"));
    stream->say("");
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(client.state(), QAbstractSocket::UnconnectedState);
}

void EventStreamTest::askingForTheHeadBeginsNothing()
{
    EventServer events;
    const HttpAnswer answer = events.server().http().send({.method = "HEAD", .path = "/events"});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("text/event-stream"));
    QVERIFY(answer.body.isEmpty());
    QVERIFY(answer.closed);
    const auto stream = events.stream();
    QTRY_VERIFY(stream->hasStopped());
}

void EventStreamTest::silenceEndsNothing()
{
    EventServer events;
    RawClient client(events.url());
    client.get("/events");
    client.until("\r\n\r\n");
    const auto stream = events.stream();
    QCOMPARE(client.rest(1500), QByteArray()); // longer than any limit
    stream->say("data: late\n\n");
    QVERIFY(client.until("late\n\n\r\n").contains("late"));
}

void EventStreamTest::aClientThatLeavesEndsTheStream_data()
{
    QTest::addColumn<bool>("resets");
    QTest::newRow("closing") << false;
    QTest::newRow("with a reset") << true;
}

void EventStreamTest::aClientThatLeavesEndsTheStream()
{
    QFETCH(bool, resets);
    EventServer events;
    for (int i = 0; i < 10; ++i) { // more than the server would have at once
        RawClient client(events.url());
        client.get("/events");
        if (!resets) // what was sent to it and not read makes the kernel reset the connection
            client.until("\r\n\r\n");
        const auto stream = events.stream();
        resets ? client.abort() : client.close();
        QTRY_VERIFY(stream->hasStopped());
    }
    QTRY_COMPARE(events.server().http().send({.path = "/nothing"}).status, 404);
}

void EventStreamTest::aClientThatDoesNotReadIsDropped()
{
    EventServer events;
    RawClient client(events.url());
    client.setReadBufferSize(1024);
    client.get("/endless");
    RawClient other(events.url());
    other.get("/nothing"); // is served meanwhile
    QVERIFY(other.until("404").contains("404"));
    QTest::qWait(1500);
    client.setReadBufferSize(0);
    QVERIFY(!client.rest().endsWith("0\r\n\r\n"));
    QCOMPARE(client.state(), QAbstractSocket::UnconnectedState);
}

void EventStreamTest::whatTheClientSendsMeanwhileIsNotAnswered()
{
    EventServer events;
    RawClient client(events.url());
    client.get("/events");
    client.until("\r\n\r\n");
    const auto stream = events.stream();
    for (int i = 0; i < 1000; ++i)
        client.get("/nothing");
    stream->say("data: one\n\n");
    QCOMPARE(client.until("one\n\n\r\n"), QByteArray("b\r\ndata: one\n\n\r\n"));
    stream->say("");
    QCOMPARE(client.rest(), QByteArray("0\r\n\r\n"));
}

void EventStreamTest::aStreamThatFailsIsCutOff()
{
    EventServer events;
    RawClient client(events.url());
    client.get("/events");
    client.until("\r\n\r\n");
    const auto stream = events.stream();
    stream->say("fail");
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(events.server().http().send({.path = "/nothing"}).status, 404);
}

void EventStreamTest::stoppingEndsStreams()
{
    EventServer events;
    RawClient client(events.url());
    client.get("/events");
    client.until("\r\n\r\n");
    QElapsedTimer timer;
    timer.start();
    events.server().stop();
    QCOMPARE(client.rest(), QByteArray("0\r\n\r\n"));
    client.close();
    QTRY_VERIFY_WITH_TIMEOUT(events.server().hasStopped(), 2000);
    QVERIFY(timer.elapsed() < 800); // it did not wait for the limit
}

QTEST_GUILESS_MAIN(EventStreamTest)
#include "EventStreamTest.moc"
