// SPDX-License-Identifier: Apache-2.0
// What happens to a platform's keys, told as it happens.
#include "support/RawClient.h"
#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

struct Event
{
    QByteArray id;
    QByteArray name;
    QJsonObject data;
};

/** A client of the stream, as in the HTML standard: chunks, lines, events. */
class EventReader
{
public:
    EventReader(const QUrl &server, const QByteArray &path,
                const std::pair<QByteArray, QByteArray> &authorization, const QByteArray &lastId)
        : m_client(server)
    {
        QByteArray headers = authorization.first + ": " + authorization.second + "\r\n";
        if (!lastId.isNull())
            headers += "Last-Event-ID: " + lastId + "\r\n";
        m_client.get(path.constData(), headers.constData());
        m_raw = m_client.until("\r\n\r\n");
        m_head = parseAnswer(m_raw);
        m_raw = m_head.body;
    }

    const HttpAnswer &head() const { return m_head; }
    QByteArray lastId() const { return m_lastId; }

    /** The next \a count events; fewer if they do not come within two seconds each. */
    QList<Event> take(qsizetype count)
    {
        QList<Event> events;
        while (events.size() < count) {
            const QByteArray block = nextBlock(2000);
            if (block.isNull())
                break;
            const Event event = parsed(block);
            if (!event.id.isNull())
                m_lastId = event.id;
            if (!event.data.isEmpty())
                events.append(event);
        }
        return events;
    }
    /** Reads until the first words are there: from then on the server watches. */
    bool begin() { return nextBlock(5000).startsWith("retry: "); }
    /** True if the stream came to its proper end. */
    bool ends(int timeout)
    {
        m_raw += m_client.rest(timeout);
        return m_raw.endsWith("0\r\n\r\n") && m_client.state() == QAbstractSocket::UnconnectedState;
    }
    /** Reads up to the next comment; false if none comes. */
    bool commentComes(int timeout)
    {
        const QByteArray block = nextBlock(timeout);
        return block.startsWith(": ");
    }
    bool heardOf(const QByteArray &text) const { return (m_text + m_raw).contains(text); }

private:
    QByteArray nextBlock(int timeout)
    {
        for (;;) {
            decode();
            if (const qsizetype end = m_text.indexOf("\n\n"); end >= 0) {
                const QByteArray block = m_text.first(end);
                m_text.remove(0, end + 2);
                return block;
            }
            const QByteArray more = m_client.until("\r\n", timeout);
            if (more.isEmpty())
                return {};
            m_raw += more;
        }
    }
    void decode()
    {
        for (qsizetype line = m_raw.indexOf("\r\n"); line >= 0; line = m_raw.indexOf("\r\n")) {
            const qsizetype size = m_raw.first(line).toInt(nullptr, 16);
            if (size == 0 || m_raw.size() < line + 2 + size + 2)
                return;
            m_text += m_raw.mid(line + 2, size);
            m_raw.remove(0, line + 2 + size + 2);
        }
    }
    static Event parsed(const QByteArray &block)
    {
        Event event;
        for (const QByteArray &line : block.split('\n')) {
            if (line.startsWith("id: "))
                event.id = line.mid(4);
            else if (line.startsWith("event: "))
                event.name = line.mid(7);
            else if (line.startsWith("data: "))
                event.data = QJsonDocument::fromJson(line.mid(6)).object();
        }
        return event;
    }

    RawClient m_client;
    HttpAnswer m_head;
    QByteArray m_raw;
    QByteArray m_text;
    QByteArray m_lastId;
};

QByteArrayList names(const QList<Event> &events)
{
    QByteArrayList all;
    for (const Event &event : events)
        all.append(event.name + ' ' + event.data[u"label"_s].toString().toUtf8());
    return all;
}

} // namespace

class KeyEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void eventsArriveInTheirOrder();
    void anEventSaysWhatHappenedAndHowTheKeyIsNow();
    void onlyWhatComesLaterIsTold();
    void whatAnotherServerDoesIsToldToo();
    void whatTheServerDoesItselfIsToldToo();
    void otherPlatformsAreNotHeard();
    void aSilentStreamSaysThatItIsThere();
    void aStreamIsResumedWithoutLossOrRepeats();
    void aPlaceThatIsNotThereYetIsTheEnd();
    void aPlaceThatIsNoNumberIsRefused();
    void aStreamEndsWithTheRightToHearIt_data();
    void aStreamEndsWithTheRightToHearIt();
    void nothingMoreIsToldToWhoMayNotHearIt();
    void streamsEndWhenTheServerStops();
    void aServerThatIsToldTwiceDoesNotWait();
    void manyListenersHearTheSame();

private:
    std::unique_ptr<EventReader> listen(const QByteArray &lastId = {}) const
    {
        return listenAs(m_fixture->owner(), lastId);
    }
    std::unique_ptr<EventReader> listenAs(const std::pair<QByteArray, QByteArray> &authorization,
                                          const QByteArray &lastId = {}) const
    {
        return std::make_unique<EventReader>(m_fixture->server().baseUrl(),
                                             "/admin/v1/platforms/" +
                                                 m_fixture->platformId().toLatin1() + "/events",
                                             authorization, lastId);
    }
    void revoke(const MadeKey &key) const
    {
        m_fixture->ask("DELETE", "/keys/" + key.id.toLatin1());
    }

    std::unique_ptr<ServerFixture> m_fixture;
};

void KeyEventsTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
}

void KeyEventsTest::eventsArriveInTheirOrder()
{
    const auto stream = listen();
    QCOMPARE(stream->head().status, 200);
    QCOMPARE(stream->head().headers.value("content-type"), QByteArray("text/event-stream"));
    QCOMPARE(stream->head().headers.value("cache-control"), QByteArray("no-store"));
    QCOMPARE(stream->head().headers.value("x-accel-buffering"), QByteArray("no"));
    QVERIFY(stream->begin());
    const MadeKey key = m_fixture->makeKey("Zapier");
    QCOMPARE(names(stream->take(1)), QByteArrayList{"key.created Zapier"});
    m_fixture->ask("PATCH", "/keys/" + key.id.toLatin1(), R"({"label":"Make"})");
    QCOMPARE(names(stream->take(1)), QByteArrayList{"key.updated Make"});
    // What is no event to a client only moves the place.
    m_fixture->ask("POST", "/keys/" + key.id.toLatin1() + "/acknowledgement");
    m_fixture->ask("POST", "/keys/" + key.id.toLatin1() + "/replacement",
                   R"({"overlapSeconds":60})", {newIdempotencyKey()});
    revoke(key);
    const QList<Event> events = stream->take(3);
    QCOMPARE(names(events),
             (QByteArrayList{"key.updated Make", "key.created Make", "key.revoked Make"}));
    QCOMPARE(events.last().id, QByteArray("6"));
}

void KeyEventsTest::anEventSaysWhatHappenedAndHowTheKeyIsNow()
{
    const auto stream = listen();
    QVERIFY(stream->begin());
    const MadeKey key = m_fixture->makeKey("Zapier");
    const QList<Event> created = stream->take(1);
    QCOMPARE(created.size(), 1);
    const QJsonValue row = m_fixture->ask("GET", "/audit").json()[u"items"_s][0];
    QCOMPARE(created[0].id, QByteArray("1"));
    QCOMPARE(created[0].data, (QJsonObject{{u"at"_s, row[u"at"_s]},
                                           {u"by"_s, row[u"actor"_s]},
                                           {u"keyId"_s, key.id},
                                           {u"label"_s, u"Zapier"_s},
                                           {u"key"_s, m_fixture->listed(key.id)}}));
    QVERIFY(!stream->heardOf(key.secret.toLatin1()));
    revoke(key);
    const QList<Event> revoked = stream->take(1);
    QCOMPARE(revoked.size(), 1);
    QCOMPARE(revoked[0].data[u"keyId"_s].toString(), key.id);
    QVERIFY(revoked[0].data[u"key"_s].isNull());
}

void KeyEventsTest::onlyWhatComesLaterIsTold()
{
    m_fixture->makeKey("Before");
    const auto stream = listen();
    m_fixture->makeKey("After");
    QCOMPARE(names(stream->take(1)), QByteArrayList{"key.created After"});
}

void KeyEventsTest::whatAnotherServerDoesIsToldToo()
{
    ServerProcess second(m_fixture->database());
    QVERIFY(second.start());
    const auto make = [&](const QByteArray &label) {
        second.http().send(createRequest(m_fixture->platformId(), second.authorization(),
                                         newIdempotencyKey(), "{\"label\":\"" + label + "\"}"));
    };
    for (int i = 0; i < 5; ++i) { // also in the moment in which somebody begins to listen
        const QByteArray label = "Key " + QByteArray::number(i);
        const auto stream = listen();
        QVERIFY(stream->begin());
        make(label);
        QCOMPARE(names(stream->take(1)), QByteArrayList{"key.created " + label});
    }
    const auto stream = listen();
    QVERIFY(stream->begin());
    for (const char *label : {"One", "Two", "Three"})
        make(label);
    QCOMPARE(names(stream->take(3)),
             (QByteArrayList{"key.created One", "key.created Two", "key.created Three"}));
}

void KeyEventsTest::whatTheServerDoesItselfIsToldToo()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    m_fixture->ask("POST", "/keys/" + key.id.toLatin1() + "/replacement",
                   R"({"overlapSeconds":600})", {newIdempotencyKey()});
    m_fixture->data().run(u"UPDATE api_keys SET expires_at = 1 WHERE id = ?"_s, {key.id});
    // It looks after such keys when it starts, and every ten seconds.
    QVERIFY(m_fixture->restart());
    const auto stream = listen("3");
    const QList<Event> events = stream->take(1);
    QCOMPARE(names(events), QByteArrayList{"key.revoked Zapier"});
    QCOMPARE(events[0].data[u"by"_s][u"name"_s].toString(), u"Keydesk"_s);
}

void KeyEventsTest::otherPlatformsAreNotHeard()
{
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    const QString member = m_fixture->data().addMember(u"Admin"_s);
    m_fixture->data().setRole(other, member, u"owner"_s);
    const auto stream = listen();
    QVERIFY(stream->begin());
    m_fixture->http().send(
        createRequest(other, {"Authorization", "Bearer " + m_fixture->data().addToken(member)},
                      newIdempotencyKey(), R"({"label":"Elsewhere"})"));
    m_fixture->makeKey("Here");
    QCOMPARE(names(stream->take(1)), QByteArrayList{"key.created Here"});
    QVERIFY(!stream->heardOf("Elsewhere"));
}

void KeyEventsTest::aSilentStreamSaysThatItIsThere()
{
    const auto stream = listen();
    QVERIFY(stream->begin());
    QVERIFY(stream->commentComes(25'000));
    m_fixture->makeKey("Zapier");
    QCOMPARE(names(stream->take(1)), QByteArrayList{"key.created Zapier"});
}

void KeyEventsTest::aStreamIsResumedWithoutLossOrRepeats()
{
    const QStringList labels{u"A"_s, u"B"_s, u"C"_s, u"D"_s, u"E"_s};
    QByteArray place = "0";
    QByteArrayList heard;
    for (const QString &label : labels)
        m_fixture->makeKey(label.toLatin1());
    for (int i = 0; i < 5; ++i) { // one event a connection, with a restart in the middle
        if (i == 2)
            QVERIFY(m_fixture->restart());
        const auto stream = listen(place);
        QVERIFY(stream->begin());
        heard.append(names(stream->take(1)));
        place = stream->lastId();
    }
    QCOMPARE(heard, (QByteArrayList{"key.created A", "key.created B", "key.created C",
                                    "key.created D", "key.created E"}));
    // More than the server reads at once.
    for (int i = 0; i < 120; ++i) {
        const MadeKey key = m_fixture->makeKey("Short");
        revoke(key);
    }
    const auto stream = listen(place);
    const QList<Event> events = stream->take(240);
    QCOMPARE(events.size(), 240);
    for (qsizetype i = 0; i < events.size(); ++i)
        QCOMPARE(events[i].id, QByteArray::number(6 + i));
}

void KeyEventsTest::aPlaceThatIsNotThereYetIsTheEnd()
{
    m_fixture->makeKey("Before");
    const auto stream = listen("1000");
    QVERIFY(stream->begin());
    m_fixture->makeKey("After");
    QCOMPARE(names(stream->take(1)), QByteArrayList{"key.created After"});
}

void KeyEventsTest::aPlaceThatIsNoNumberIsRefused()
{
    for (const char *place : {"x", "1x", "-1", "1.5", "99999999999999999999"}) {
        const auto stream = listen(place);
        QCOMPARE(stream->head().status, 400);
        QCOMPARE(stream->head().headers.value("content-type"),
                 QByteArray("application/problem+json"));
    }
}

void KeyEventsTest::aStreamEndsWithTheRightToHearIt_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("another role") << u"UPDATE memberships SET role = 'learner'"_s;
    QTest::newRow("no membership") << u"DELETE FROM memberships"_s;
    QTest::newRow("the token has expired") << u"UPDATE access_tokens SET expires_at = 1"_s;
    QTest::newRow("the token is gone") << u"DELETE FROM access_tokens"_s;
}

void KeyEventsTest::aStreamEndsWithTheRightToHearIt()
{
    QFETCH(QString, sql);
    const QString member = m_fixture->data().addMember(u"Ada"_s);
    m_fixture->data().setRole(m_fixture->platformId(), member, u"admin"_s);
    const QByteArray token = "Bearer " + m_fixture->data().addToken(member);
    const auto stream = listenAs({"Authorization", token});
    const auto other = listen();
    QVERIFY(stream->begin());
    QVERIFY(other->begin());
    m_fixture->data().run(sql + u" WHERE member_id = ?"_s, {member});
    QVERIFY(stream->ends(15'000));
    m_fixture->makeKey("Later");
    QCOMPARE(names(other->take(1)), QByteArrayList{"key.created Later"});
}

void KeyEventsTest::nothingMoreIsToldToWhoMayNotHearIt()
{
    const QString member = m_fixture->data().addMember(u"Ada"_s);
    m_fixture->data().setRole(m_fixture->platformId(), member, u"admin"_s);
    const QByteArray token = "Bearer " + m_fixture->data().addToken(member);
    const auto stream = listenAs({"Authorization", token});
    QVERIFY(stream->begin());
    m_fixture->data().setRole(m_fixture->platformId(), member, u"author"_s);
    m_fixture->makeKey("Unheard");
    QVERIFY(stream->ends(15'000));
    QVERIFY(!stream->heardOf("Unheard"));
    QCOMPARE(listenAs({"Authorization", token})->head().status, 403);
}

void KeyEventsTest::streamsEndWhenTheServerStops()
{
    const auto stream = listen();
    QVERIFY(stream->begin());
    m_fixture->server().closeStdin();
    QVERIFY(stream->ends(10'000));
    QCOMPARE(m_fixture->server().waitForExit(), 0);
}

void KeyEventsTest::aServerThatIsToldTwiceDoesNotWait()
{
    QList<std::shared_ptr<EventReader>> streams;
    for (int i = 0; i < 20; ++i) {
        streams.append(listen());
        QVERIFY(streams.last()->begin());
    }
    // The second signal finds the server on its way out, whatever it is just doing.
    m_fixture->server().terminate();
    m_fixture->server().terminate();
    QCOMPARE(m_fixture->server().waitForExit(), 0);
}

void KeyEventsTest::manyListenersHearTheSame()
{
    QList<std::shared_ptr<EventReader>> streams;
    for (int i = 0; i < 100; ++i) {
        streams.append(listen());
        QVERIFY(streams.last()->begin());
    }
    streams.first().reset(); // one has gone
    m_fixture->makeKey("Zapier");
    for (qsizetype i = 1; i < streams.size(); ++i)
        QCOMPARE(names(streams[i]->take(1)), QByteArrayList{"key.created Zapier"});
}

QTEST_GUILESS_MAIN(KeyEventsTest)
#include "KeyEventsTest.moc"
