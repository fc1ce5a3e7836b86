// SPDX-License-Identifier: Apache-2.0
#include "server/http/Target.h"
#include "server/http/Base64.h"
#include "server/routes/KeyInput.h"

#include <QTest>

using namespace keydesk::server;
using namespace Qt::StringLiterals;

class TargetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsAreSplitBeforeTheyAreDecoded();
    void parametersAreDecoded();
    void whatCannotBeDecodedIsNoTarget_data();
    void whatCannotBeDecodedIsNoTarget();
    void base64IsReadAsItIsWritten();
    void timesAreRfc3339_data();
    void timesAreRfc3339();
};

void TargetTest::pathsAreSplitBeforeTheyAreDecoded()
{
    const auto target = Target::parse("/a%2Fb/c+d//%C3%A9/");
    QVERIFY(target.has_value());
    QVERIFY((target->segments() == std::vector<Bytes>{"a/b", "c+d", "", "\xc3\xa9", ""}));
}

void TargetTest::parametersAreDecoded()
{
    const auto target = Target::parse("/x?a=1&b=%26+%2B&&c&=d&e=f=g?h");
    QVERIFY(target.has_value());
    QVERIFY(*target->parameter("a") == "1");
    QVERIFY(*target->parameter("b") == "& +");
    QVERIFY(target->parameter("c")->empty());
    QVERIFY(*target->parameter("e") == "f=g?h");
    QVERIFY(!target->parameter("nothing"));
}

void TargetTest::whatCannotBeDecodedIsNoTarget_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "x", "?a=b", "/%", "/%2", "/%zz", "/%00", "/%0a", "/%ff", "/\x7f",
                             "/x?%", "/x?a=%e9", "/%C3", "/%ED%A0%80", "/x?a=1&a=1", "/x?a&b&%61"})
        QTest::newRow(text) << QByteArray(text);
}

void TargetTest::whatCannotBeDecodedIsNoTarget()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Target::parse(text.toStdString()).has_value());
}

void TargetTest::base64IsReadAsItIsWritten()
{
    QVERIFY(*base64Decoded("_-8", Base64::Url) == "\xff\xef");
    QVERIFY(*base64Decoded("/+8=", Base64::Standard) == "\xff\xef");
    for (int c = 0; c < 256; ++c) {
        const std::string text{'A', static_cast<char>(c), 'A', 'A'};
        for (const auto kind : {Base64::Url, Base64::Standard}) {
            const auto bytes = base64Decoded(text, kind);
            QVERIFY(!bytes || base64Encoded(*bytes, kind) == text.c_str());
        }
    }
}

void TargetTest::timesAreRfc3339_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("time");
    constexpr qint64 none = -1;
    QTest::newRow("UTC") << u"2030-01-31T12:00:00Z"_s << 1896091200000LL;
    QTest::newRow("lower case") << u"2030-01-31t12:00:00z"_s << 1896091200000LL;
    QTest::newRow("offset") << u"2030-01-31T14:30:00+02:30"_s << 1896091200000LL;
    QTest::newRow("fraction") << u"2030-01-31T12:00:00.123456789Z"_s << 1896091200123LL;
    QTest::newRow("one digit") << u"2030-01-31T12:00:00.5Z"_s << 1896091200500LL;
    QTest::newRow("leap day") << u"2028-02-29T00:00:00Z"_s << 1835395200000LL;
    QTest::newRow("the last") << u"9999-12-31T23:59:59.999Z"_s << 253402300799999LL;
    QTest::newRow("after the last") << u"9999-12-31T23:59:59-00:01"_s << none;
    QTest::newRow("before the first") << u"0001-01-01T00:00:59+00:01"_s << none;
    QTest::newRow("no leap year") << u"2030-02-29T00:00:00Z"_s << none;
    QTest::newRow("24:00") << u"2030-01-31T24:00:00Z"_s << none;
    QTest::newRow("no seconds") << u"2030-01-31T12:00Z"_s << none;
    QTest::newRow("no zone") << u"2030-01-31T12:00:00"_s << none;
    QTest::newRow("short zone") << u"2030-01-31T12:00:00+02"_s << none;
    QTest::newRow("line break") << u"2030-01-31T12:00:00Z\n"_s << none;
    QTest::newRow("other digits") << u"٢٠٣٠-01-31T12:00:00Z"_s << none;
}

void TargetTest::timesAreRfc3339()
{
    QFETCH(QString, text);
    QFETCH(qint64, time);
    QCOMPARE(timeFromRfc3339(text).value_or(-1), time);
}

QTEST_GUILESS_MAIN(TargetTest)
#include "TargetTest.moc"
