// SPDX-License-Identifier: Apache-2.0
#include "shell/SidebarModel.h"

#include "SidebarSamples.h"
#include "UiTest.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

class SidebarModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void platformsStandUnderTheirConnectionByName();
    void favouritesComeFirstInTheirConnection();
    void aReloadKeepsTheRowsOfWhatIsStillThere();
    void aRenamedPlatformMovesToItsPlace();
    void aPlatformThatIsListedTwiceIsShownOnce();
    void connectionsComeAndGo();
    void theStatusOfAConnectionChangesInPlace();
    void onlyAHeadingWithAMenuIsStoppedAt();
    void aSearchLeavesWhatHasAllWords();
    void aSearchHidesConnectionsWithoutHits();
    void whatComesDuringASearchIsSearchedToo();
    void veryManyComeInTheirOrder();
    void veryManyAreShownAtOnceAsTheyWereGiven();
    void theSameListAgainCostsNothing();
    void whatIsNewerIsNotOverwrittenByVeryMany();
    void theSameIdOnTwoBackendsIsTwoPlatforms();
    void nothingIsLostInALongRandomHistory();

private:
    QStringList shown() const;

    const Platform m_beta = samplePlatform(1, u"Beta"_s);
    const Platform m_alpha = samplePlatform(2, u"alpha"_s);
    const Platform m_team10 = samplePlatform(3, u"Team 10"_s);
    const Platform m_team2 = samplePlatform(4, u"Team 2"_s);
    std::unique_ptr<SidebarModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void SidebarModelTest::init()
{
    m_tester.reset();
    m_model = std::make_unique<SidebarModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setConnections(
        {teamConnection({m_team10, m_team2}), localConnection({m_beta, m_alpha})});
}

QStringList SidebarModelTest::shown() const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(); ++row)
        names.append(m_model->index(row).data().toString());
    return names;
}

void SidebarModelTest::platformsStandUnderTheirConnectionByName()
{
    const QStringList wanted{u"keys.acme.example"_s, u"Team 2"_s, u"Team 10"_s,
                             u"This computer"_s,     u"alpha"_s,  u"Beta"_s};
    QCOMPARE(shown(), wanted);
    QCOMPARE(m_model->platformCount(), 4);
    QCOMPARE(m_model->firstPlatform(), 1);
    QVERIFY(m_model->row(3).isHeading());
}

void SidebarModelTest::favouritesComeFirstInTheirConnection()
{
    const PlatformRef beta = refOf(u"local"_s, m_beta);
    m_model->setFavourites({beta, {u"gone"_s, m_beta.id}});
    QCOMPARE(shown().mid(3), (QStringList{u"This computer"_s, u"Beta"_s, u"alpha"_s}));
    const int row = m_model->rowOf(beta);
    QVERIFY(m_model->row(row).isFavourite);
    const auto description = [this](int number) {
        return m_model->index(number).data(Qt::AccessibleDescriptionRole).toString();
    };
    QCOMPARE(description(row), u"Favourite"_s);
    // It may be known before the platform is.
    m_model->setPlatforms(u"local"_s, {m_alpha});
    m_model->setPlatforms(u"local"_s, {m_alpha, m_beta});
    QCOMPARE(m_model->rowOf(beta), 4);
    m_model->setCurrent(beta);
    QCOMPARE(description(4), u"Selected, Favourite"_s);
    m_model->setFavourites({});
    QCOMPARE(m_model->rowOf(beta), 5);
}

void SidebarModelTest::aReloadKeepsTheRowsOfWhatIsStillThere()
{
    const QPersistentModelIndex alpha(m_model->index(4));
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_model->setPlatforms(u"local"_s, {m_alpha, m_beta});
    QVERIFY(removed.isEmpty() && inserted.isEmpty());
    m_model->setPlatforms(u"c1"_s, {m_team10});
    QCOMPARE(removed.size(), 1);
    QVERIFY(inserted.isEmpty());
    QCOMPARE(alpha.data().toString(), u"alpha"_s);
    QCOMPARE(alpha.row(), 3);
}

void SidebarModelTest::aRenamedPlatformMovesToItsPlace()
{
    Platform renamed = m_alpha;
    renamed.name = u"Omega"_s;
    m_model->setPlatforms(u"local"_s, {renamed, m_beta});
    QCOMPARE(shown().mid(4), (QStringList{u"Beta"_s, u"Omega"_s}));
    m_model->setSearch({u"omega"_s});
    QCOMPARE(m_model->rowOf(refOf(u"local"_s, renamed)), 1);
}

void SidebarModelTest::aPlatformThatIsListedTwiceIsShownOnce()
{
    m_model->setPlatforms(u"local"_s, {m_alpha, m_alpha, m_beta, m_alpha});
    QCOMPARE(shown().mid(4), (QStringList{u"alpha"_s, u"Beta"_s}));
}

void SidebarModelTest::connectionsComeAndGo()
{
    m_model->setPlatforms(u"nobody"_s, {m_alpha});
    QCOMPARE(m_model->rowCount(), 6);
    m_model->setConnections({localConnection({m_beta})});
    QCOMPARE(shown(), (QStringList{u"This computer"_s, u"Beta"_s}));
    SidebarConnection renamed = teamConnection({m_team2});
    renamed.name = u"Work"_s;
    m_model->setConnections({localConnection({m_beta}), renamed});
    QCOMPARE(shown().mid(2), (QStringList{u"Work"_s, u"Team 2"_s}));
    m_model->setConnections({});
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->firstPlatform(), -1);
}

void SidebarModelTest::theStatusOfAConnectionChangesInPlace()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    SidebarConnection stopped = localConnection({m_beta, m_alpha});
    stopped.status = u"stopped"_s;
    m_model->setConnections({teamConnection({m_team10, m_team2}), stopped});
    QCOMPARE(changed.size(), 1);
    QVERIFY(removed.isEmpty());
    QCOMPARE(m_model->row(3).connection->status, u"stopped"_s);
    QCOMPARE(m_model->index(3).data(Qt::AccessibleDescriptionRole).toString(),
             u"stopped, The backend on this computer."_s);
}

void SidebarModelTest::onlyAHeadingWithAMenuIsStoppedAt()
{
    QVERIFY(m_model->index(0).flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY(m_model->index(1).flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY(!m_model->index(3).flags().testFlag(Qt::ItemIsEnabled));
    SidebarConnection local = localConnection({m_beta, m_alpha});
    local.actions = {ConnectionAction::Remove}; // not of this computer's
    SidebarConnection team = teamConnection({m_team10, m_team2});
    team.actions.clear();
    m_model->setConnections({team, local});
    QVERIFY(!m_model->row(3).hasMenu());
    QVERIFY(!m_model->index(0).flags().testFlag(Qt::ItemIsEnabled));
}

void SidebarModelTest::aSearchLeavesWhatHasAllWords()
{
    m_model->setSearch(searchWords(u"10 TEAM"_s));
    QCOMPARE(shown(), (QStringList{u"keys.acme.example"_s, u"Team 10"_s}));
    QCOMPARE(m_model->platformCount(), 4);
    QCOMPARE(m_model->rowOf(refOf(u"c1"_s, m_team2)), -1);
    m_model->setSearch(searchWords(u"nobody"_s));
    QCOMPARE(m_model->rowCount(), 0);
    m_model->setSearch({});
    QCOMPARE(m_model->rowCount(), 6);
}

void SidebarModelTest::aSearchHidesConnectionsWithoutHits()
{
    m_model->setSearch(searchWords(u"bet"_s));
    QCOMPARE(shown(), (QStringList{u"This computer"_s, u"Beta"_s}));
    m_model->setPlatforms(u"local"_s, {});
    QCOMPARE(m_model->rowCount(), 0);
    m_model->setSearch({});
    QCOMPARE(shown().last(), u"This computer"_s); // empty, but there
}

void SidebarModelTest::whatComesDuringASearchIsSearchedToo()
{
    m_model->setSearch(searchWords(u"bet"_s));
    m_model->setPlatforms(u"c1"_s, {m_team2, samplePlatform(9, u"Alphabet"_s)});
    const QStringList wanted{u"keys.acme.example"_s, u"Alphabet"_s, u"This computer"_s, u"Beta"_s};
    QCOMPARE(shown(), wanted);
}

void SidebarModelTest::veryManyComeInTheirOrder()
{
    QList<Platform> many = manyPlatforms(3000);
    std::ranges::reverse(many);
    m_model->setFavourites({refOf(u"c1"_s, many.first())});
    m_model->setPlatforms(u"c1"_s, many);
    QTRY_COMPARE(m_model->platformCount(), 3002);
    QCOMPARE(shown().mid(0, 4), (QStringList{u"keys.acme.example"_s, u"Platform 3000"_s,
                                             u"Platform 1"_s, u"Platform 2"_s}));
    m_model->setPlatforms(u"c1"_s, many.sliced(1)); // no new names, so at once
    QCOMPARE(m_model->platformCount(), 3001);
    QCOMPARE(shown().at(1), u"Platform 1"_s);
}

void SidebarModelTest::veryManyAreShownAtOnceAsTheyWereGiven()
{
    m_model->setConnections({teamConnection({}), localConnection({})});
    const QList<Platform> many = manyPlatforms(3000);
    m_model->setFavourites({refOf(u"c1"_s, many.at(7))});
    m_model->setPlatforms(u"c1"_s, many);
    QCOMPARE(m_model->platformCount(), 3000);
    QCOMPARE(shown().mid(1, 2), (QStringList{u"Platform 8"_s, u"Platform 1"_s}));
    m_model->setSearch(searchWords(u"platform 2999"_s));
    QCOMPARE(shown().at(1), u"Platform 2999"_s);
    QSignalSpy changed(m_model.get(), &SidebarModel::changed);
    QVERIFY(changed.wait()); // their names are ready
    QCOMPARE(shown().at(1), u"Platform 2999"_s);
    m_model->setSearch({});
    QCOMPARE(shown().mid(1, 2), (QStringList{u"Platform 8"_s, u"Platform 1"_s}));
}

void SidebarModelTest::theSameListAgainCostsNothing()
{
    const QList<Platform> many = manyPlatforms(3000);
    m_model->setPlatforms(u"c1"_s, many);
    QTRY_COMPARE(m_model->platformCount(), 3002);
    QSignalSpy changed(m_model.get(), &SidebarModel::changed);
    m_model->setPlatforms(u"c1"_s, many);
    QVERIFY(changed.isEmpty());
}

void SidebarModelTest::whatIsNewerIsNotOverwrittenByVeryMany()
{
    QSignalSpy changed(m_model.get(), &SidebarModel::changed);
    m_model->setPlatforms(u"c1"_s, manyPlatforms(3000));
    m_model->setPlatforms(u"c1"_s, {m_team2});
    m_model->setPlatforms(u"local"_s, manyPlatforms(1000)); // ready after what is out of date
    QTRY_COMPARE(m_model->platformCount(), 1001);
    QCOMPARE(m_model->rowOf(refOf(u"c1"_s, m_team2)), 1);
    m_model->setPlatforms(u"local"_s, manyPlatforms(3000));
    m_tester.reset();
    m_model.reset(); // while they are made ready
}

void SidebarModelTest::theSameIdOnTwoBackendsIsTwoPlatforms()
{
    m_model->setConnections({teamConnection({m_alpha}), localConnection({m_alpha})});
    QCOMPARE(m_model->rowOf(refOf(u"c1"_s, m_alpha)), 1);
    QCOMPARE(m_model->rowOf(refOf(u"local"_s, m_alpha)), 3);
    m_model->setFavourites({refOf(u"local"_s, m_alpha)});
    QVERIFY(!m_model->row(1).isFavourite);
    QVERIFY(m_model->row(3).isFavourite);
}

void SidebarModelTest::nothingIsLostInALongRandomHistory()
{
    QRandomGenerator random(20261126);
    const QList<Platform> all = manyPlatforms(60);
    const auto some = [&random, &all] {
        QList<Platform> chosen;
        for (const Platform &platform : all) {
            if (random.bounded(3) > 0)
                chosen.append(platform);
        }
        return chosen;
    };
    QSet<PlatformRef> favourites;
    QList<Platform> team;
    m_model->setPlatforms(u"c1"_s, team);
    QStringList words;
    for (int step = 0; step < 300; ++step) {
        switch (random.bounded(3)) {
        case 0:
            team = some();
            m_model->setPlatforms(u"c1"_s, team);
            break;
        case 1:
            words = searchWords(QString::number(random.bounded(10)).repeated(random.bounded(2)));
            m_model->setSearch(words);
            break;
        default:
            favourites.insert(refOf(u"c1"_s, all.at(random.bounded(60))));
            m_model->setFavourites(favourites);
        }
        qsizetype wanted = 0;
        for (const Platform &platform : std::as_const(team)) {
            const bool isShown = isHit(searchKey(platform.name), words);
            const int row = m_model->rowOf(refOf(u"c1"_s, platform));
            QCOMPARE(row >= 0, isShown);
            if (isShown) {
                ++wanted;
                QCOMPARE(m_model->row(row).name, platform.name);
            }
        }
        qsizetype found = 0;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const SidebarRow &shownRow = m_model->row(row);
            found += !shownRow.isHeading() && shownRow.ref.connectionId == u"c1" ? 1 : 0;
        }
        QCOMPARE(found, wanted);
    }
}

KEYDESK_UI_TEST_MAIN(SidebarModelTest)
#include "SidebarModelTest.moc"
