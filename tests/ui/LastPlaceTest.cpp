// SPDX-License-Identifier: Apache-2.0
#include "shell/LastPlace.h"

#include "UiTest.h"

#include <QDir>
#include <QFile>
#include <QFileDevice>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;

class LastPlaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(path()); }
    void theNextRunKnowsThePlaceAndTheFavourites();
    void aFileOfBeforeThereWereConnectionsIsOfThisComputer();
    void whatIsKeptAlreadyIsNotWrittenAgain();

private:
    static QString path();
};

QString LastPlaceTest::path()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    QDir().mkpath(folder);
    return folder + u"/keydesk.conf"_s;
}

void LastPlaceTest::theNextRunKnowsThePlaceAndTheFavourites()
{
    const PlatformRef acme{u"backend"_s, u"acme"_s};
    const QSet<PlatformRef> favourites{acme, {u"local"_s, u"mine"_s}};
    LastPlace().setPlace(acme, LastPlace::Page::ApiKeys);
    LastPlace().setFavourites(favourites);
    LastPlace().setWindowGeometry("geometry");
    QCOMPARE(LastPlace().platform(), acme);
    QCOMPARE(LastPlace().page(), LastPlace::Page::ApiKeys);
    QCOMPARE(LastPlace().favourites(), favourites);
    QCOMPARE(LastPlace().windowGeometry(), QByteArray("geometry"));
    LastPlace().setFavourites({acme});
    QCOMPARE(LastPlace().favourites(), QSet<PlatformRef>{acme});
    LastPlace().setFavourites({});
    QVERIFY(LastPlace().favourites().isEmpty());
}

void LastPlaceTest::aFileOfBeforeThereWereConnectionsIsOfThisComputer()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[place]\npage=api\nplatform=acme\n");
    file.close();
    QCOMPARE(LastPlace().platform(), (PlatformRef{u"local"_s, u"acme"_s}));
    QCOMPARE(LastPlace().page(), LastPlace::Page::ApiKeys);
}

// To write is to wait for the disk, between the start and the window's first paint.
void LastPlaceTest::whatIsKeptAlreadyIsNotWrittenAgain()
{
    const PlatformRef acme{u"backend"_s, u"acme"_s};
    const auto leave = [&acme](LastPlace::Page page) {
        LastPlace place;
        place.setPlace(acme, page);
        place.setFavourites({acme, {u"local"_s, u"mine"_s}});
        place.setWindowGeometry("geometry");
    };
    leave(LastPlace::Page::ApiKeys);
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime({2020, 1, 1}, {}), QFileDevice::FileModificationTime));
    file.close();
    const auto year = [] { return QFileInfo(path()).lastModified().date().year(); };
    leave(LastPlace::Page::ApiKeys);
    QCOMPARE(year(), 2020);
    leave(LastPlace::Page::Home);
    QVERIFY(year() > 2020);
}

KEYDESK_UI_TEST_MAIN(LastPlaceTest)
#include "LastPlaceTest.moc"
