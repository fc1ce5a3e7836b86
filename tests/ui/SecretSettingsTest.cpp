// SPDX-License-Identifier: Apache-2.0
#include "settings/SecretSettings.h"

#include "UiTest.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk::ui;

class SecretSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(path()); }
    void withoutAWordTheClipboardIsClearedAfterHalfAMinute();
    void whatWasChosenIsKept();
    void withoutAWordItDoesNotLockItselfAndGuardsFromCapture();
    void thatItIsLockedIsKeptAndByWhom();
    void whatMakesNoSenseIsTheSafeValue_data();
    void whatMakesNoSenseIsTheSafeValue();

private:
    static QString path();
};

QString SecretSettingsTest::path()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    QDir().mkpath(folder);
    return folder + u"/keydesk.conf"_s;
}

void SecretSettingsTest::withoutAWordTheClipboardIsClearedAfterHalfAMinute()
{
    QCOMPARE(SecretSettings().clearClipboardAfter(), 30s);
}

void SecretSettingsTest::whatWasChosenIsKept()
{
    SecretSettings().setClearClipboardAfter(90s);
    QCOMPARE(SecretSettings().clearClipboardAfter(), 90s);
    SecretSettings().setClearClipboardAfter(std::nullopt);
    QVERIFY(!SecretSettings().clearClipboardAfter());
    SecretSettings().setLockAfter(15min);
    QCOMPARE(SecretSettings().lockAfter(), 15min);
    SecretSettings().setLockAfter(std::nullopt);
    QVERIFY(!SecretSettings().lockAfter());
    SecretSettings().setLocksWithSession(true);
    QVERIFY(SecretSettings().locksWithSession());
    SecretSettings().setGuardsFromCapture(false);
    QVERIFY(!SecretSettings().guardsFromCapture());
}

void SecretSettingsTest::withoutAWordItDoesNotLockItselfAndGuardsFromCapture()
{
    QVERIFY(!SecretSettings().lockAfter());
    QVERIFY(!SecretSettings().locksWithSession());
    QVERIFY(SecretSettings().guardsFromCapture());
    QVERIFY(!SecretSettings().isLocked());
}

void SecretSettingsTest::thatItIsLockedIsKeptAndByWhom()
{
    const QMap<QString, QString> members{{u"https://keys.example.org:8443"_s, u"m_1"_s},
                                         {u"a/b,c=d"_s, u"m_2"_s}};
    SecretSettings().setLocked(members);
    QVERIFY(SecretSettings().isLocked());
    QCOMPARE(SecretSettings().lockedMembers(), members);
    SecretSettings().setUnlocked();
    QVERIFY(!SecretSettings().isLocked());
    QVERIFY(SecretSettings().lockedMembers().isEmpty());
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
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[secrets]\nclearClipboardAfterSeconds=" + line + '\n');
    file.close();
    QCOMPARE(SecretSettings().clearClipboardAfter(), 30s);
}

KEYDESK_UI_TEST_MAIN(SecretSettingsTest)
#include "SecretSettingsTest.moc"
