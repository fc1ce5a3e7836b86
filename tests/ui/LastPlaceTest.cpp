// SPDX-License-Identifier: Apache-2.0
#include "shell/LastPlace.h"

#include "SettingsRun.h"
#include "UiTest.h"

#include <QFile>
#include <QFileDevice>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using keydesk::testing::settingsPath;
using LastPlaceRun = keydesk::testing::SettingsRun<LastPlace>;

class LastPlaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(settingsPath()); }
    void theNextRunKnowsThePlaceAndTheFavourites();
    void aFileOfBeforeThereWereConnectionsIsOfThisComputer();
    void whatIsKeptAlreadyIsNotWrittenAgain();
};

void LastPlaceTest::theNextRunKnowsThePlaceAndTheFavourites()
{
    const PlatformRef acme{u"backend"_s, u"acme"_s};
    const QSet<PlatformRef> favourites{acme, {u"local"_s, u"mine"_s}};
    LastPlaceRun()->setPlace(acme, LastPlace::Page::ApiKeys);
    LastPlaceRun()->setFavourites(favourites);
    LastPlaceRun()->setWindowGeometry("geometry");
    QCOMPARE(LastPlaceRun()->platform(), acme);
    QCOMPARE(LastPlaceRun()->page(), LastPlace::Page::ApiKeys);
    QCOMPARE(LastPlaceRun()->favourites(), favourites);
    QCOMPARE(LastPlaceRun()->windowGeometry(), QByteArray("geometry"));
    LastPlaceRun()->setFavourites({acme});
    QCOMPARE(LastPlaceRun()->favourites(), QSet<PlatformRef>{acme});
    LastPlaceRun()->setFavourites({});
    QVERIFY(LastPlaceRun()->favourites().isEmpty());
}

void LastPlaceTest::aFileOfBeforeThereWereConnectionsIsOfThisComputer()
{
    QFile file(settingsPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[place]\npage=api\nplatform=acme\n");
    file.close();
    QCOMPARE(LastPlaceRun()->platform(), (PlatformRef{u"local"_s, u"acme"_s}));
    QCOMPARE(LastPlaceRun()->page(), LastPlace::Page::ApiKeys);
}

// To write is to wait for the disk, between the start and the window's first paint.
void LastPlaceTest::whatIsKeptAlreadyIsNotWrittenAgain()
{
    const PlatformRef acme{u"backend"_s, u"acme"_s};
    const auto leave = [&acme](LastPlace::Page page) {
        LastPlaceRun place;
        place->setPlace(acme, page);
        place->setFavourites({acme, {u"local"_s, u"mine"_s}});
        place->setWindowGeometry("geometry");
    };
    leave(LastPlace::Page::ApiKeys);
    QFile file(settingsPath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime({2020, 1, 1}, {}), QFileDevice::FileModificationTime));
    file.close();
    const auto year = [] { return QFileInfo(settingsPath()).lastModified().date().year(); };
    leave(LastPlace::Page::ApiKeys);
    QCOMPARE(year(), 2020);
    leave(LastPlace::Page::Home);
    QVERIFY(year() > 2020);
}

KEYDESK_UI_TEST_MAIN(LastPlaceTest)
#include "LastPlaceTest.moc"
