// SPDX-License-Identifier: Apache-2.0
#include "shell/TextSearch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk::ui;

class TextSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsFoundAsItIsTyped_data();
    void itIsFoundAsItIsTyped();
    void aQueryOfBlanksAsksForNothing();
    void hitsAreWhereTheyAreWritten_data();
    void hitsAreWhereTheyAreWritten();
};

void TextSearchTest::itIsFoundAsItIsTyped_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("found");
    QTest::newRow("the same") << u"Acme Academy"_s << u"Acme Academy"_s << true;
    QTest::newRow("another case") << u"Acme Academy"_s << u"aCAD"_s << true;
    QTest::newRow("inside of a word") << u"Acme Academy"_s << u"cade"_s << true;
    QTest::newRow("words in another order") << u"Acme Academy"_s << u" academy   acme "_s << true;
    QTest::newRow("one word missing") << u"Acme Academy"_s << u"acme school"_s << false;
    QTest::newRow("no diacritics typed")
        << u"Académie française"_s << u"academie francaise"_s << true;
    QTest::newRow("diacritics only typed") << u"Cafe"_s << u"café"_s << true;
    QTest::newRow("composed and decomposed") << u"Cafe\u0301"_s << u"CAFÉ"_s << true;
    QTest::newRow("sharp s") << u"Hauptstraße"_s << u"STRASSE"_s << true;
    QTest::newRow("capital sharp s") << u"HAUPTSTRAẞE"_s << u"strasse"_s << true;
    QTest::newRow("sharp s typed") << u"Hauptstrasse"_s << u"straße"_s << true;
    QTest::newRow("final sigma") << u"ΟΔΟΣ"_s << u"οδός"_s << true;
    QTest::newRow("Turkish capital i") << u"İstanbul"_s << u"istanbul"_s << true;
    QTest::newRow("a ligature") << u"Oﬃce"_s << u"office"_s << true;
    QTest::newRow("full width") << u"ＡＣＭＥ"_s << u"acme"_s << true;
    QTest::newRow("Arabic vowels") << u"مَدرَسة"_s << u"مدرسة"_s << true;
    QTest::newRow("Hangul") << u"한국어 학교"_s << u"학교"_s << true;
    QTest::newRow("a digit as such") << u"Team 2"_s << u"2"_s << true;
}

void TextSearchTest::itIsFoundAsItIsTyped()
{
    QFETCH(const QString, name);
    QFETCH(const QString, query);
    QFETCH(const bool, found);
    const QStringList words = searchWords(query);
    QCOMPARE(isHit(searchKey(name), words), found);
    QVERIFY(!found || !hitRanges(name, words).isEmpty());
}

void TextSearchTest::aQueryOfBlanksAsksForNothing()
{
    QCOMPARE(searchWords(u" \t\u00a0 "_s), QStringList());
    QVERIFY(isHit(searchKey(u"Acme"_s), {}));
    QVERIFY(hitRanges(u"Acme"_s, {}).isEmpty());
}

void TextSearchTest::hitsAreWhereTheyAreWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("hits");
    QTest::newRow("each time") << u"Acme Academy"_s << u"ac"_s << QStringList{u"Ac"_s, u"Ac"_s};
    QTest::newRow("overlapping words") << u"Academy"_s << u"acad cade"_s << QStringList{u"Acade"_s};
    QTest::newRow("with the marks of its last letter")
        << u"Cafe\u0301 au lait"_s << u"cafe"_s << QStringList{u"Cafe\u0301"_s};
    QTest::newRow("half of a sharp s") << u"Straße"_s << u"stras"_s << QStringList{u"Straß"_s};
    QTest::newRow("all of a sharp s") << u"Straße"_s << u"ss"_s << QStringList{u"ß"_s};
    QTest::newRow("behind an emoji") << u"\U0001F600 Acme"_s << u"acme"_s << QStringList{u"Acme"_s};
    QTest::newRow("a letter outside the basic plane")
        << u"\U00010400bc"_s << u"\U00010428"_s << QStringList{u"\U00010400"_s};
}

void TextSearchTest::hitsAreWhereTheyAreWritten()
{
    QFETCH(const QString, name);
    QFETCH(const QString, query);
    QFETCH(const QStringList, hits);
    QStringList found;
    const QList<TextRange> ranges = hitRanges(name, searchWords(query));
    for (const TextRange &range : ranges)
        found.append(name.sliced(range.start, range.length));
    QCOMPARE(found, hits);
}

QTEST_APPLESS_MAIN(TextSearchTest)
#include "TextSearchTest.moc"
