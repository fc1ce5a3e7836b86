// SPDX-License-Identifier: Apache-2.0
#include "settings/SecretSettings.h"

#include "SettingsRun.h"
#include "UiTest.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk::ui;
using keydesk::testing::settingsPath;
using SecretSettingsRun = keydesk::testing::SettingsRun<SecretSettings>;

class SecretSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(settingsPath()); }
    void withoutAWordTheClipboardIsClearedAfterHalfAMinute();
    void whatWasChosenIsKept();
    void withoutAWordItDoesNotLockItselfAndGuardsFromCapture();
    void thatItIsLockedIsKeptAndByWhom();
    void whatMakesNoSenseIsTheSafeValue_data();
    void whatMakesNoSenseIsTheSafeValue();
};

void SecretSettingsTest::withoutAWordTheClipboardIsClearedAfterHalfAMinute()
{
    QCOMPARE(SecretSettingsRun()->clearClipboardAfter(), 30s);
}

void SecretSettingsTest::whatWasChosenIsKept()
{
    SecretSettingsRun()->setClearClipboardAfter(90s);
    QCOMPARE(SecretSettingsRun()->clearClipboardAfter(), 90s);
    SecretSettingsRun()->setClearClipboardAfter(std::nullopt);
    QVERIFY(!SecretSettingsRun()->clearClipboardAfter());
    SecretSettingsRun()->setLockAfter(15min);
    QCOMPARE(SecretSettingsRun()->lockAfter(), 15min);
    SecretSettingsRun()->setLockAfter(std::nullopt);
    QVERIFY(!SecretSettingsRun()->lockAfter());
    SecretSettingsRun()->setLocksWithSession(true);
    QVERIFY(SecretSettingsRun()->locksWithSession());
    SecretSettingsRun()->setGuardsFromCapture(false);
    QVERIFY(!SecretSettingsRun()->guardsFromCapture());
}

void SecretSettingsTest::withoutAWordItDoesNotLockItselfAndGuardsFromCapture()
{
    QVERIFY(!SecretSettingsRun()->lockAfter());
    QVERIFY(!SecretSettingsRun()->locksWithSession());
    QVERIFY(SecretSettingsRun()->guardsFromCapture());
    QVERIFY(!SecretSettingsRun()->isLocked());
}

void SecretSettingsTest::thatItIsLockedIsKeptAndByWhom()
{
    const QMap<QString, QString> members{{u"https://keys.example.org:8443"_s, u"m_1"_s},
                                         {u"a/b,c=d"_s, u"m_2"_s}};
    SecretSettingsRun()->setLocked(members);
    QVERIFY(SecretSettingsRun()->isLocked());
    QCOMPARE(SecretSettingsRun()->lockedMembers(), members);
    SecretSettingsRun()->setUnlocked();
    QVERIFY(!SecretSettingsRun()->isLocked());
    QVERIFY(SecretSettingsRun()->lockedMembers().isEmpty());
}

void SecretSettingsTest::whatMakesNoSenseIsTheSafeValue_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a word") << QByteArray("soon");
    QTest::newRow("below zero") << QByteArray("-1");
    QTest::newRow("zero") << QByteArray("0");
    QTest::newRow("a list") << QByteArray("1, 2");
}

void SecretSettingsTest::whatMakesNoSenseIsTheSafeValue()
{
    QFETCH(QByteArray, line);
    QFile file(settingsPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[secrets]\nclearClipboardAfterSeconds=" + line + '\n');
    file.close();
    QCOMPARE(SecretSettingsRun()->clearClipboardAfter(), 30s);
}

KEYDESK_UI_TEST_MAIN(SecretSettingsTest)
#include "SecretSettingsTest.moc"
