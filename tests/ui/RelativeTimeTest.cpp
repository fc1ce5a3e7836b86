// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RelativeTime.h"

#include "UiTest.h"

using namespace Qt::StringLiterals;
using namespace keydesk::ui;
using keydesk::testing::now;

class RelativeTimeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void momentsReadAsPeopleSayThem_data();
    void momentsReadAsPeopleSayThem();
    void datesAreUnmistakableInEveryLocale_data();
    void datesAreUnmistakableInEveryLocale();
    void noMomentIsNoText();
};

void RelativeTimeTest::momentsReadAsPeopleSayThem_data()
{
    QTest::addColumn<qint64>("secondsAgo");
    QTest::addColumn<QString>("text");
    constexpr qint64 hour = 3600;
    constexpr qint64 day = 24 * hour;
    QTest::newRow("now") << qint64{0} << u"just now"_s;
    QTest::newRow("59 s") << qint64{59} << u"just now"_s;
    QTest::newRow("1 min") << qint64{60} << u"1 minute ago"_s;
    QTest::newRow("2 min") << qint64{130} << u"2 minutes ago"_s;
    QTest::newRow("59 min") << qint64{3599} << u"59 minutes ago"_s;
    QTest::newRow("1 h") << hour << u"1 hour ago"_s;
    QTest::newRow("11 h") << 11 * hour << u"11 hours ago"_s;
    QTest::newRow("yesterday") << 23 * hour << u"yesterday"_s;
    QTest::newRow("2 days") << 2 * day << u"2 days ago"_s;
    QTest::newRow("30 days") << 30 * day << u"30 days ago"_s;
    QTest::newRow("31 days") << 31 * day << u"23 Oct 2026"_s;
    QTest::newRow("clock of the server ahead") << qint64{-45} << u"just now"_s;
    QTest::newRow("expires soon") << qint64{-90} << u"in 1 minute"_s;
    QTest::newRow("expires tomorrow") << -day << u"tomorrow"_s;
    QTest::newRow("expires in days") << -5 * day << u"in 5 days"_s;
    QTest::newRow("expires far ahead") << -100 * day << u"3 Mar 2027"_s;
}

void RelativeTimeTest::momentsReadAsPeopleSayThem()
{
    QFETCH(qint64, secondsAgo);
    QFETCH(QString, text);
    QCOMPARE(RelativeTime::text(now().addSecs(-secondsAgo), now()), text);
}

void RelativeTimeTest::datesAreUnmistakableInEveryLocale_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("text");
    QTest::newRow("British") << QLocale(QLocale::English, QLocale::UnitedKingdom)
                             << u"12 Mar 2026"_s;
    QTest::newRow("American") << QLocale(QLocale::English, QLocale::UnitedStates)
                              << u"Mar 12, 2026"_s;
    QTest::newRow("French") << QLocale(QLocale::French) << u"12 mars 2026"_s;
    QTest::newRow("German") << QLocale(QLocale::German) << u"12. März 2026"_s;
    QTest::newRow("C") << QLocale::c() << u"12 Mar 2026"_s;
}

void RelativeTimeTest::datesAreUnmistakableInEveryLocale()
{
    QFETCH(QLocale, locale);
    QFETCH(QString, text);
    QCOMPARE(mediumDate(QDate(2026, 3, 12), locale), text);
}

void RelativeTimeTest::noMomentIsNoText()
{
    QVERIFY(RelativeTime::text({}, now()).isEmpty());
    QVERIFY(RelativeTime::exact({}).isEmpty());
    QVERIFY(RelativeTime::exact(now()).contains(u"2026"_s));
}

KEYDESK_UI_TEST_MAIN(RelativeTimeTest)
#include "RelativeTimeTest.moc"
