// SPDX-License-Identifier: Apache-2.0
#include "settings/SettingsFile.h"

#include "SettingsRun.h"
#include "UiTest.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QSettings>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using keydesk::testing::settingsPath;

class SettingsFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(settingsPath()); }
    void aSlowDiskHoldsNobodyUp();
    void whatSomebodyElseWroteMeanwhileStays();
    void whatCannotBeSavedIsSaidOnceAndCountsAllTheSame();
    void whatCouldNotBeSavedIsSavedAtTheEnd();

private:
    static QVariant inTheFile(const QString &key);
};

QVariant SettingsFileTest::inTheFile(const QString &key)
{
    return QSettings(SettingsFile::path(), QSettings::IniFormat).value(key);
}

void SettingsFileTest::aSlowDiskHoldsNobodyUp()
{
    client::Worker worker;
    SettingsFile settings(worker);
    QSemaphore disk;
    worker.run([&disk] {
        disk.acquire();
        return true;
    });
    settings.set({{u"place/page"_s, u"api"_s}, {u"place/platform"_s, u"acme"_s}});
    QCOMPARE(settings.value(u"place/page"_s), u"api"_s);
    settings.set({{u"place/page"_s, u"home"_s}, {u"place/platform"_s, {}}});
    QCOMPARE(settings.value(u"place/page"_s), u"home"_s);
    QVERIFY(!settings.value(u"place/platform"_s).isValid());
    QVERIFY(!inTheFile(u"place/page"_s).isValid());
    disk.release();
    settings.waitUntilWritten();
    QCOMPARE(inTheFile(u"place/page"_s), u"home"_s);
    QVERIFY(!inTheFile(u"place/platform"_s).isValid());
}

void SettingsFileTest::whatSomebodyElseWroteMeanwhileStays()
{
    client::Worker worker;
    SettingsFile settings(worker);
    QFile file(settingsPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[lock]\nafterMinutes=5\n");
    file.close();
    settings.set({{u"place/page"_s, u"api"_s}});
    settings.waitUntilWritten();
    QCOMPARE(inTheFile(u"lock/afterMinutes"_s), u"5"_s);
    QCOMPARE(inTheFile(u"place/page"_s), u"api"_s);
}

// A file where the folder should be: that stops even the superuser, as whom some run the tests.
void SettingsFileTest::whatCannotBeSavedIsSaidOnceAndCountsAllTheSame()
{
    const QString folder = QFileInfo(settingsPath()).path();
    QVERIFY(QDir(folder).removeRecursively());
    QFile inTheWay(folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    client::Worker worker;
    SettingsFile settings(worker);
    QSignalSpy failed(&settings, &SettingsFile::writingFailed);
    settings.set({{u"lock/afterMinutes"_s, u"5"_s}});
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(settings.value(u"lock/afterMinutes"_s), u"5"_s);
    settings.set({{u"lock/afterMinutes"_s, u"10"_s}});
    settings.waitUntilWritten();
    QCoreApplication::processEvents();
    QCOMPARE(failed.count(), 1);

    QVERIFY(inTheWay.remove());
    settings.set({{u"lock/afterMinutes"_s, u"10"_s}}); // the same choice once more
    settings.waitUntilWritten();
    QCoreApplication::processEvents();
    QCOMPARE(inTheFile(u"lock/afterMinutes"_s), u"10"_s);
    QCOMPARE(failed.count(), 1);
}

void SettingsFileTest::whatCouldNotBeSavedIsSavedAtTheEnd()
{
    const QString folder = QFileInfo(settingsPath()).path();
    QVERIFY(QDir(folder).removeRecursively());
    QFile inTheWay(folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    {
        client::Worker worker;
        SettingsFile settings(worker);
        QSignalSpy failed(&settings, &SettingsFile::writingFailed);
        settings.set({{u"lock/afterMinutes"_s, u"5"_s}});
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(inTheWay.remove());
    }
    QCOMPARE(inTheFile(u"lock/afterMinutes"_s), u"5"_s);
}

KEYDESK_UI_TEST_MAIN(SettingsFileTest)
#include "SettingsFileTest.moc"
