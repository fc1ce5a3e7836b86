// SPDX-License-Identifier: Apache-2.0
// The reader of bodies with passwords and tokens: strict, and never of another opinion than Qt's.
#include "server/http/JsonTexts.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace keydesk;
using namespace keydesk::server;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::string_view, 2> names{"a", "b"};

Outcome<std::vector<Bytes>> read(const QByteArray &json)
{
    return readJsonTexts({json.constData(), static_cast<std::size_t>(json.size())}, names);
}

QByteArray toByteArray(const Bytes &bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

} // namespace

class JsonTextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreReadAsTheyAreMeant_data();
    void textsAreReadAsTheyAreMeant();
    void everythingElseIsRefused_data();
    void everythingElseIsRefused();
    void valuesLiveWhereTheyAreWiped();
    void whatIsReadIsWhatQtReads();
};

void JsonTextsTest::textsAreReadAsTheyAreMeant_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("a");
    QTest::newRow("plain") << QByteArray(R"({"a":"x","b":""})") << QByteArray("x");
    QTest::newRow("in another order") << QByteArray(R"({"b":"","a":"x"})") << QByteArray("x");
    QTest::newRow("space") << QByteArray(" {\t\"a\" :\r\n\"x\" , \"b\":\"\"}\n") << QByteArray("x");
    QTest::newRow("space inside") << QByteArray(R"({"a":" x ","b":""})") << QByteArray(" x ");
    QTest::newRow("empty") << QByteArray(R"({"a":"","b":""})") << QByteArray();
    QTest::newRow("escapes") << QByteArray(R"({"a":"\"\\\/\b\f\n\r\t","b":""})")
                             << QByteArray("\"\\/\b\f\n\r\t");
    QTest::newRow("escaped name") << QByteArray(R"({"\u0061":"x","b":""})") << QByteArray("x");
    QTest::newRow("NUL") << QByteArray(R"({"a":"x\u0000y","b":""})") << QByteArray("x\0y", 3);
    QTest::newRow("code units") << QByteArray(R"({"a":"\u00E9\u20ac\uffff\u007f","b":""})")
                                << QByteArray("\xc3\xa9\xe2\x82\xac\xef\xbf\xbf\x7f");
    QTest::newRow("surrogates") << QByteArray(R"({"a":"\ud83d\uDE00\udbff\udfff","b":""})")
                                << QByteArray("\xf0\x9f\x98\x80\xf4\x8f\xbf\xbf");
    QTest::newRow("UTF-8") << QByteArray("{\"a\":\"\xf0\x9f\x98\x80\",\"b\":\"\"}")
                           << QByteArray("\xf0\x9f\x98\x80");
}

void JsonTextsTest::textsAreReadAsTheyAreMeant()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, a);
    const auto texts = read(json);
    QVERIFY(texts.has_value());
    QCOMPARE(texts->size(), std::size_t{2});
    QCOMPARE(toByteArray(texts->front()), a);
    QVERIFY(texts->back().empty());
}

void JsonTextsTest::everythingElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"",
                             " ",
                             "{",
                             "}",
                             "{}",
                             "[]",
                             "null",
                             "\"a\"",
                             R"({"a":"x"})",
                             R"({"a":"x","b":"y")",
                             R"({"a":"x","b":"y"}})",
                             R"({"a":"x","b":"y"}x)",
                             R"({"a":"x","b":"y",})",
                             R"({"a":"x",,"b":"y"})",
                             R"({"a":"x" "b":"y"})",
                             R"({,"a":"x","b":"y"})",
                             R"({"a":"x","b"})",
                             R"({"a":"x","b":})",
                             R"({"a":"x",b:"y"})",
                             R"({'a':'x','b':'y'})",
                             R"({"a":"x","b":1})",
                             R"({"a":"x","b":null})",
                             R"({"a":"x","b":["y"]})",
                             R"({"a":"x","b":{"c":"y"}})",
                             R"({"a":"x","b":"y","c":"z"})",
                             R"({"a":"x","b":"y","a":"z"})",
                             R"({"a":"x","b":"y","\u0061":"z"})",
                             R"({"A":"x","b":"y"})",
                             R"({"a":"x","b":"y\"})",
                             R"({"a":"x","b":"\x"})",
                             R"({"a":"x","b":"\u12"})",
                             R"({"a":"x","b":"\u12g4"})",
                             R"({"a":"x","b":"\u-123"})",
                             R"({"a":"x","b":"\u 123"})",
                             R"({"a":"x","b":"\ud83d"})",
                             R"({"a":"x","b":"\ud83dx"})",
                             R"({"a":"x","b":"\ud83d\n"})",
                             R"({"a":"x","b":"\ud83d\ud83d"})",
                             R"({"a":"x","b":"\ude00\ud83d"})",
                             "{\"a\":\"x\",\"b\":\"\n\"}",
                             "{\"a\":\"x\",\"b\":\"\x1f\"}",
                             "{\"a\":\"x\",\"b\":\"\xff\"}",
                             "{\"a\":\"x\",\"b\":\"\xc0\x80\"}",
                             "{\"a\":\"x\",\"b\":\"\xed\xa0\x80\"}",
                             "\xef\xbb\xbf{\"a\":\"x\",\"b\":\"y\"}",
                             "{\"a\":\"x\",\"b\":\"y\"}\v"})
        QTest::addRow("%s", json) << QByteArray(json);
    QTest::newRow("a NUL behind") << QByteArray("{\"a\":\"x\",\"b\":\"y\"}\0", 18);
    QTest::newRow("a NUL inside") << QByteArray("{\"a\":\"x\",\"b\":\"\0\"}", 17);
    QTest::newRow("deep") << QByteArray(60'000, '{');
}

void JsonTextsTest::everythingElseIsRefused()
{
    QFETCH(QByteArray, json);
    const auto texts = read(json);
    QVERIFY(!texts.has_value());
    QCOMPARE(texts.error().code, ProblemCode::RequestMalformed);
}

// Short strings would live in the object itself, which no allocator wipes.
void JsonTextsTest::valuesLiveWhereTheyAreWiped()
{
    const auto texts = read(R"({"a":"","b":"short"})");
    QVERIFY(texts.has_value());
    for (const Bytes &text : *texts) {
        const auto *const object = reinterpret_cast<const char *>(&text);
        QVERIFY(text.data() < object || text.data() >= object + sizeof(Bytes));
    }
}

void JsonTextsTest::whatIsReadIsWhatQtReads()
{
    const QByteArrayList pieces{"{",        "}",     "\"a\"",   "\"b\"",   ":",       ",",
                                "\"",       "\\",    "\\u0061", "\\ud83d", "\\ude00", "\\n",
                                "\xc3\xa9", "\xff",  "\x01",    " ",       "\n",      "x",
                                "null",     "\"\"",  "[",       "\"x\"",   "/",       "\\\"",
                                "1",        "\\u00", "\xf0",    "\t"};
    const QByteArray good = R"({"a":"x\u00e9\n","b":"\ud83d\ude00 y"})";
    QRandomGenerator random(20240229);
    int accepted = 0;
    for (int round = 0; round < 200'000; ++round) {
        QByteArray json = good;
        for (int changes = random.bounded(4); changes >= 0; --changes) {
            const auto at = random.bounded(json.size() + 1);
            json.replace(at, random.bounded(3),
                         pieces[random.bounded(static_cast<int>(pieces.size()))]);
        }
        const auto texts = read(json);
        if (!texts)
            continue;
        ++accepted;
        const QJsonDocument document = QJsonDocument::fromJson(json);
        QVERIFY2(document.isObject() && document.object().size() == 2, json.constData());
        QCOMPARE(toByteArray((*texts)[0]), document[u"a"_s].toString().toUtf8());
        QCOMPARE(toByteArray((*texts)[1]), document[u"b"_s].toString().toUtf8());
    }
    QVERIFY(accepted > 1000); // the mutations do leave something to compare
}

QTEST_APPLESS_MAIN(JsonTextsTest)
#include "JsonTextsTest.moc"
