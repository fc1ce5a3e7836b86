// SPDX-License-Identifier: Apache-2.0
// The reader of bodies with passwords and tokens: strict, and never of another opinion than Qt's.
#include "server/http/SecretJson.h"

#include "support/HiddenText.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <string_view>
#include <vector>

using namespace keydesk;
using namespace keydesk::server;
using keydesk::testing::HiddenText;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::string_view, 2> names{"a", "b"};

Outcome<std::vector<Bytes>> read(const QByteArray &json)
{
    return readSecretTexts({json.constData(), static_cast<std::size_t>(json.size())}, names);
}

Outcome<std::vector<SecretMember>> readAll(const QByteArray &json)
{
    return readSecretJson({json.constData(), static_cast<std::size_t>(json.size())});
}

QByteArray toByteArray(const Bytes &bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

} // namespace

class SecretJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreReadAsTheyAreMeant_data();
    void textsAreReadAsTheyAreMeant();
    void everythingElseIsRefused_data();
    void everythingElseIsRefused();
    void whatIsNoTextHasNoValue();
    void largeObjectsAreRefused();
    void valuesLiveWhereTheyAreWiped();
    void noCopyOfATextIsLeftInMemory_data();
    void noCopyOfATextIsLeftInMemory();
    void whatIsReadIsWhatQtReads();
};

void SecretJsonTest::textsAreReadAsTheyAreMeant_data()
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

void SecretJsonTest::textsAreReadAsTheyAreMeant()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, a);
    const auto texts = read(json);
    QVERIFY(texts.has_value());
    QCOMPARE(texts->size(), std::size_t{2});
    QCOMPARE(toByteArray(texts->front()), a);
    QVERIFY(texts->back().empty());
}

void SecretJsonTest::everythingElseIsRefused_data()
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

void SecretJsonTest::everythingElseIsRefused()
{
    QFETCH(QByteArray, json);
    const auto texts = read(json);
    QVERIFY(!texts.has_value());
    QCOMPARE(texts.error().code, ProblemCode::RequestMalformed);
}

void SecretJsonTest::whatIsNoTextHasNoValue()
{
    const auto members =
        readAll(R"({"a":"x","b":1,"c":-0.5e3,"d":null,"e":true,"f":["y",{"a":"z"}],)"
                R"("g":{"a":"z","h":"z"},"i":""})");
    QVERIFY(members.has_value());
    QByteArrayList found;
    for (const auto &[name, value] : *members)
        found.append(toByteArray(name) + '=' + (value ? toByteArray(*value) : "none"));
    QCOMPARE(found.join(' '), QByteArray("a=x b=none c=none d=none e=none f=none g=none i="));
}

void SecretJsonTest::largeObjectsAreRefused()
{
    const auto members = [](int count) {
        QByteArrayList all;
        for (int i = 0; i < count; ++i)
            all.append('"' + QByteArray::number(i) + "\":0");
        return '{' + all.join(',') + '}';
    };
    QCOMPARE(readAll(members(32)).value().size(), std::size_t{32});
    QVERIFY(!readAll(members(33)));
    const auto nested = [](int depth) {
        return "{\"a\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
    };
    QVERIFY(readAll(nested(32)));
    QVERIFY(!readAll(nested(33)));
    QVERIFY(!readAll(nested(30'000)));
    QVERIFY(!readAll(R"({"a":1,"a":"x"})"));
    QVERIFY(!readAll(R"(["a","b"])"));
}

// Short strings would live in the object itself, which no allocator wipes.
void SecretJsonTest::valuesLiveWhereTheyAreWiped()
{
    const auto texts = read(R"({"a":"","b":"short"})");
    QVERIFY(texts.has_value());
    for (const Bytes &text : *texts) {
        const auto *const object = reinterpret_cast<const char *>(&text);
        QVERIFY(text.data() < object || text.data() >= object + sizeof(Bytes));
    }
}

void SecretJsonTest::noCopyOfATextIsLeftInMemory_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("alone") << 24 << QByteArray(R"({"a":")") << QByteArray(R"("})");
    QTest::newRow("short") << 12 << QByteArray(R"({"a":")") << QByteArray(R"("})");
    QTest::newRow("inside of a long text")
        << 24 << R"({"a":")" + QByteArray(5000, 'x') << QByteArray(5000, 'x') + R"("})";
    QTest::newRow("nested") << 24 << R"({"a":"x","b":)" + QByteArray(31, '[') + '"'
                            << '"' + QByteArray(31, ']') + '}';
    QTest::newRow("in a text that does not end") << 24 << QByteArray(R"({"a":")") << QByteArray();
    QTest::newRow("in a name") << 24 << QByteArray(R"({")") << QByteArray(R"(":"x"})");
}

void SecretJsonTest::noCopyOfATextIsLeftInMemory()
{
    QFETCH(int, size);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const HiddenText text(size);
    const QByteArray json = before + text.escaped() + after;
    {
        const auto control = readAll(R"({"a":")" + text.escaped() + R"("})");
        QVERIFY(text.isInMemory()); // as long as it is needed
    }
    readAll(json);
    QVERIFY(!text.isInMemory());
}

void SecretJsonTest::whatIsReadIsWhatQtReads()
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

QTEST_APPLESS_MAIN(SecretJsonTest)
#include "SecretJsonTest.moc"
