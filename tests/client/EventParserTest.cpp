// SPDX-License-Identifier: Apache-2.0
#include "client/EventParser.h"

#include <QTest>

using keydesk::ProblemCode;
using keydesk::client::EventParser;
using keydesk::client::ServerEvent;

namespace {

/** Type and data of each event, and the place behind all of them. */
struct Heard
{
    QByteArrayList events;
    QByteArray lastId;

    bool operator==(const Heard &) const = default;
};

QByteArray text(const Heard &heard)
{
    return heard.events.join(" | ") + " @ " + heard.lastId;
}

Heard hear(const QByteArrayList &pieces)
{
    EventParser parser;
    Heard heard;
    for (const QByteArray &piece : pieces) {
        const auto news = parser.read(piece);
        if (!news)
            return {{"too long"}, {}};
        for (const ServerEvent &event : news->events)
            heard.events.append(event.type + '=' + event.data);
    }
    heard.lastId = parser.lastId();
    return heard;
}

QByteArrayList bytewise(const QByteArray &stream)
{
    QByteArrayList pieces;
    for (const char byte : stream)
        pieces.append(QByteArray(1, byte));
    return pieces;
}

} // namespace

/** Interpreting an event stream, as in the HTML standard, 9.2.6. */
class EventParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsAreReadAsTheStandardSays_data();
    void streamsAreReadAsTheStandardSays();
    void aBlockThatIsCutDoesNotCount();
    void theServerSaysHowLongToWait_data();
    void theServerSaysHowLongToWait();
    void somethingCompleteIsASignOfLife();
    void theFirstPlaceIsTold();
    void whatHasNoEndIsGivenUp_data();
    void whatHasNoEndIsGivenUp();
    void longButAllowedIsRead();
};

void EventParserTest::streamsAreReadAsTheStandardSays_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("heard");
    const auto row = [](const char *name, const QByteArray &stream, const QByteArray &heard) {
        QTest::newRow(name) << stream << heard;
    };
    row("nothing", "", " @ ");
    row("one", "data: a\n\n", "=a @ ");
    row("a type", "event: key.created\ndata: a\n\n", "key.created=a @ ");
    row("the type ends with its event", "event: x\ndata: a\n\ndata: b\n\n", "x=a | =b @ ");
    row("CR", "event: x\rdata: a\r\rdata: b\r\r", "x=a | =b @ ");
    row("CR LF", "event: x\r\ndata: a\r\n\r\ndata: b\r\n\r\n", "x=a | =b @ ");
    row("all ends of lines", "data: a\rdata: b\ndata: c\r\n\n", "=a\nb\nc @ ");
    row("many lines", "data: YHOO\ndata: +2\ndata: 10\n\n", "=YHOO\n+2\n10 @ ");
    row("comments", ": test stream\n\ndata: a\n:\n: b\n\n", "=a @ ");
    row("without a space", "data:a\nevent:x\n\n", "x=a @ ");
    row("only the first space", "data:  a\n\n", "= a @ ");
    row("no colon", "data\n\ndata\ndata\n\ndata:", "= | =\n @ ");
    row("an unknown field", "date: a\ndata: b\nDATA: c\n\n", "=b @ ");
    row("a byte order mark",
        "\xEF\xBB\xBF"
        "data: a\n\n",
        "=a @ ");
    row("one mark only",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "data: a\n\ndata: b\n\n",
        "=b @ ");
    row("half a mark",
        "\xEF\xBB"
        "data: a\n\ndata: b\n\n",
        "=b @ ");
    row("an id", "id: 7\ndata: a\n\n", "=a @ 7");
    row("an id alone moves the place", "id: 7\n\n", " @ 7");
    row("the id stays", "id: 7\ndata: a\n\ndata: b\n\n", "=a | =b @ 7");
    row("an empty id", "id: 7\ndata: a\n\nid\ndata: b\n\n", "=a | =b @ ");
    row("an id with NUL", QByteArray("id: 7\n\nid: 8\0\ndata: a\n\n", 23), "=a @ 7");
    row("a type without data", "event: x\n\ndata: a\n\n", "=a @ ");
    row("not the end yet", "data: a\n", " @ ");
    row("a colon in the value", "data: {\"a\":1}\n\n", "={\"a\":1} @ ");
}

void EventParserTest::streamsAreReadAsTheStandardSays()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const QByteArray, heard);
    QCOMPARE(text(hear({stream})), heard);
    QCOMPARE(text(hear(bytewise(stream))), heard);
    for (qsizetype cut = 1; cut < stream.size(); ++cut)
        QCOMPARE(text(hear({stream.first(cut), stream.sliced(cut)})), heard);
}

void EventParserTest::aBlockThatIsCutDoesNotCount()
{
    EventParser parser;
    parser.read("id: 7\ndata: a\n\nid: 8\ndata: b\n");
    QCOMPARE(parser.lastId(), QByteArray("7"));
    QCOMPARE(parser.read("\n")->events.size(), 1);
    QCOMPARE(parser.lastId(), QByteArray("8"));
}

void EventParserTest::theServerSaysHowLongToWait_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<qint64>("milliseconds"); // -1: nothing
    QTest::newRow("a number") << QByteArray("retry: 2000\n") << 2000LL;
    QTest::newRow("zero") << QByteArray("retry: 0\n") << 0LL;
    QTest::newRow("a sign") << QByteArray("retry: -1\n") << -1LL;
    QTest::newRow("a word") << QByteArray("retry: soon\n") << -1LL;
    QTest::newRow("nothing") << QByteArray("retry\n") << -1LL;
    QTest::newRow("too many digits") << QByteArray("retry: 99999999999999999999\n") << -1LL;
}

void EventParserTest::theServerSaysHowLongToWait()
{
    QFETCH(const QByteArray, line);
    QFETCH(const qint64, milliseconds);
    EventParser parser;
    QVERIFY(parser.read(line));
    QCOMPARE(parser.retry().value_or(std::chrono::milliseconds(-1)).count(), milliseconds);
}

void EventParserTest::somethingCompleteIsASignOfLife()
{
    EventParser parser;
    QVERIFY(!parser.read("id: 7\n")->isTalking);
    QVERIFY(parser.read("\n")->isTalking);
    QVERIFY(!parser.read(": still")->isTalking);
    QVERIFY(parser.read(" here\n")->isTalking);
}

void EventParserTest::theFirstPlaceIsTold()
{
    EventParser parser;
    const auto news = parser.read("retry: 2000\nid: 7\n\nid: 8\ndata: a\n\n");
    QCOMPARE(news->firstId, QByteArray("7"));
    QCOMPARE(news->events[0].id, QByteArray("8"));
}

void EventParserTest::whatHasNoEndIsGivenUp_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("times");
    const QByteArray longLine(EventParser::lineLimit + 1, 'x');
    QTest::newRow("a line") << "data: " + longLine << 1;
    QTest::newRow("a line, with its end") << "data: " + longLine + "\n\n" << 1;
    QTest::newRow("a comment") << ":" + longLine << 1;
    QTest::newRow("a line in pieces") << QByteArray(1000, 'x') << 100;
    QTest::newRow("an event") << "data: " + QByteArray(1000, 'x') + "\n" << 300;
    QTest::newRow("an event of nothing") << QByteArray("data\n").repeated(1000) << 300;
}

void EventParserTest::whatHasNoEndIsGivenUp()
{
    QFETCH(const QByteArray, piece);
    QFETCH(const int, times);
    EventParser parser;
    auto news = parser.read(piece);
    for (int i = 1; i < times && news; ++i)
        news = parser.read(piece);
    QVERIFY(!news);
    QCOMPARE(news.error().code, ProblemCode::AnswerNotUnderstood);
}

void EventParserTest::longButAllowedIsRead()
{
    const QByteArray line(EventParser::lineLimit - 100, 'x');
    QCOMPARE(hear({"data: " + line + "\ndata: " + line + "\n\n"}).events,
             QByteArrayList{"=" + line + "\n" + line});
    QVERIFY(EventParser().read(QByteArray(": still here\n\n").repeated(1'000'000)));
}

QTEST_APPLESS_MAIN(EventParserTest)
#include "EventParserTest.moc"
