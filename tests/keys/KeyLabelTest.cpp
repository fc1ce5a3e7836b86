// SPDX-License-Identifier: Apache-2.0
#include "keys/KeyLabel.h"

#include <QTest>

using namespace Qt::StringLiterals;
using keydesk::KeyLabel;
using keydesk::LabelError;

Q_DECLARE_METATYPE(LabelError)

class KeyLabelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsThatPeopleWriteAreAccepted_data();
    void labelsThatPeopleWriteAreAccepted();
    void whatBreaksARuleIsRefusedWithTheReason_data();
    void whatBreaksARuleIsRefusedWithTheReason();
    void labelsThatLookAlikeClash_data();
    void labelsThatLookAlikeClash();
    void charactersAreCountedNotCodeUnits();
    void reasonsHaveTheirNamesInTheApi();
};

void KeyLabelTest::labelsThatPeopleWriteAreAccepted_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("text");

    QTest::newRow("plain") << u"HR sync"_s << u"HR sync"_s;
    QTest::newRow("one character") << u"x"_s << u"x"_s;
    QTest::newRow("trimmed") << u"  HR sync  "_s << u"HR sync"_s;
    QTest::newRow("composed") << u"Cafe\u0301"_s << u"Caf\u00e9"_s;
    QTest::newRow("arrow") << u"Learning records \u2192 Snowflake"_s
                           << u"Learning records \u2192 Snowflake"_s;
    QTest::newRow("right to left")
        << u"\u05de\u05e4\u05ea\u05d7"_s << u"\u05de\u05e4\u05ea\u05d7"_s;
    QTest::newRow("right-to-left mark") << u"\u05d0\u200f!"_s << u"\u05d0\u200f!"_s;
    QTest::newRow("joined emoji") << u"\U0001F469\u200d\U0001F680"_s
                                  << u"\U0001F469\u200d\U0001F680"_s;
    QTest::newRow("markup is only text") << u"<b>&amp;</b>"_s << u"<b>&amp;</b>"_s;
    QTest::newRow("100 characters") << QString(100, u'x') << QString(100, u'x');
    QTest::newRow("100 characters and spaces")
        << QString(100, u'x') + u"   "_s << QString(100, u'x');
}

void KeyLabelTest::labelsThatPeopleWriteAreAccepted()
{
    QFETCH(const QString, input);
    QFETCH(const QString, text);
    const auto label = KeyLabel::parse(input);
    QVERIFY(label);
    QCOMPARE(label->text(), text);
}

void KeyLabelTest::whatBreaksARuleIsRefusedWithTheReason_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<LabelError>("error");

    QTest::newRow("nothing") << QString() << LabelError::Empty;
    QTest::newRow("spaces") << u" \u00a0\u2003 "_s << LabelError::Empty;
    QTest::newRow("nothing to see") << u"\u200b\u2060"_s << LabelError::Empty;
    QTest::newRow("101 characters") << QString(101, u'x') << LabelError::TooLong;
    QTest::newRow("101 emoji") << u"\U0001F511"_s.repeated(101) << LabelError::TooLong;
    QTest::newRow("a megabyte") << QString(1'000'000, u'x') << LabelError::TooLong;
    QTest::newRow("NUL") << u"a"_s + QChar(u'\0') + u"b"_s << LabelError::ControlCharacter;
    QTest::newRow("tab") << u"a\tb"_s << LabelError::ControlCharacter;
    QTest::newRow("line break at the end") << u"HR sync\n"_s << LabelError::ControlCharacter;
    QTest::newRow("escape") << u"\u001b[31mred"_s << LabelError::ControlCharacter;
    QTest::newRow("C1 control") << u"a\u0085b"_s << LabelError::ControlCharacter;
    QTest::newRow("line separator") << u"a\u2028b"_s << LabelError::ControlCharacter;
    QTest::newRow("RLO") << u"HR\u202esync"_s << LabelError::BidirectionalOverride;
    QTest::newRow("LRE") << u"HR\u202async"_s << LabelError::BidirectionalOverride;
    QTest::newRow("isolate") << u"HR\u2066sync"_s << LabelError::BidirectionalOverride;
    QTest::newRow("lone surrogate") << u"a"_s + QChar(0xd800) << LabelError::NotUnicode;
    QTest::newRow("non-character") << u"a\uffff"_s << LabelError::NotUnicode;
}

void KeyLabelTest::whatBreaksARuleIsRefusedWithTheReason()
{
    QFETCH(const QString, input);
    QFETCH(const LabelError, error);
    const auto label = KeyLabel::parse(input);
    QVERIFY(!label);
    QCOMPARE(label.error(), error);
}

void KeyLabelTest::labelsThatLookAlikeClash_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("clash");

    QTest::newRow("case") << u"HR sync"_s << u"hr SYNC"_s << true;
    QTest::newRow("sharp s") << u"Stra\u00dfe"_s << u"STRASSE"_s << true;
    QTest::newRow("accents composed or not") << u"\u00c9tat"_s << u"e\u0301tat"_s << true;
    QTest::newRow("spaces around") << u" HR "_s << u"HR"_s << true;
    QTest::newRow("other accent") << u"cote"_s << u"cot\u00e9"_s << false;
    QTest::newRow("other word") << u"HR sync"_s << u"HR sync 2"_s << false;
}

void KeyLabelTest::labelsThatLookAlikeClash()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);
    QFETCH(const bool, clash);
    QCOMPARE(KeyLabel::parse(one)->uniquenessKey() == KeyLabel::parse(other)->uniquenessKey(),
             clash);
}

void KeyLabelTest::charactersAreCountedNotCodeUnits()
{
    QCOMPARE(KeyLabel::length(u" \U0001F511 e\u0301 "_s), 3);
    QVERIFY(KeyLabel::parse(u"\U0001F511"_s.repeated(100)));
}

void KeyLabelTest::reasonsHaveTheirNamesInTheApi()
{
    for (const auto error : {LabelError::Empty, LabelError::TooLong, LabelError::ControlCharacter,
                             LabelError::BidirectionalOverride, LabelError::NotUnicode})
        QCOMPARE(keydesk::labelErrorFromName(QString(keydesk::labelErrorName(error))), error);
    QVERIFY(!keydesk::labelErrorFromName(u"other"_s));
}

QTEST_APPLESS_MAIN(KeyLabelTest)
#include "KeyLabelTest.moc"
