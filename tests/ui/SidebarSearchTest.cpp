// SPDX-License-Identifier: Apache-2.0
#include "shell/PlatformSidebar.h"
#include "shell/SidebarItemPainter.h"
#include "shell/SidebarList.h"
#include "shell/SidebarModel.h"
#include "style/Theme.h"

#include "SidebarSamples.h"
#include "UiTest.h"

#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSignalSpy>

#include <memory>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

class SidebarSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theSearchAppearsWhenThereAreMany();
    void theListFollowsEachKey();
    void ctrlFLeadsToTheSearch();
    void ctrlFLeadsNowhereWithoutASearch();
    void escapeClearsTheSearch();
    void downGoesIntoTheListAndUpComesBack();
    void enterOpensTheFirstHit();
    void nothingFoundIsSaid();
    void theSearchCanBeClearedWithThePointer();
    void theFocusedPlatformIsKeptThroughASearch();
    void theHitIsEmphasised();
    void aHitAtTheEndOfALongNameIsSeen();

private:
    QStringList shown() const;

    std::unique_ptr<PlatformSidebar> m_sidebar;
    SidebarList *m_list = nullptr;
    QLineEdit *m_search = nullptr;
};

void SidebarSearchTest::init()
{
    QList<Platform> platforms = manyPlatforms(9);
    platforms.append(samplePlatform(10, u"Académie française"_s));
    m_sidebar = std::make_unique<PlatformSidebar>();
    m_sidebar->setConnections(
        {teamConnection(platforms), localConnection({samplePlatform(11, u"My platform"_s)})});
    m_sidebar->resize(m_sidebar->sizeHint());
    m_sidebar->show();
    m_sidebar->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_sidebar.get()));
    m_list = m_sidebar->findChild<SidebarList *>();
    m_search = m_sidebar->findChild<QLineEdit *>();
    m_list->setFocus();
}

QStringList SidebarSearchTest::shown() const
{
    QStringList names;
    for (int row = 0; row < m_list->sidebarModel()->rowCount(); ++row) {
        if (!m_list->sidebarModel()->row(row).isHeading())
            names.append(m_list->sidebarModel()->row(row).name);
    }
    return names;
}

void SidebarSearchTest::theSearchAppearsWhenThereAreMany()
{
    QVERIFY(m_search->isVisible());
    QCOMPARE(m_search->accessibleName(), u"Search platforms"_s);
    m_sidebar->setPlatforms(u"c1"_s, manyPlatforms(7));
    QVERIFY(!m_search->isVisible());
    m_sidebar->setPlatforms(u"c1"_s, manyPlatforms(8));
    QVERIFY(m_search->isVisible());
    m_search->setText(u"form 1"_s);
    m_sidebar->setPlatforms(u"c1"_s, manyPlatforms(7));
    QVERIFY(m_search->isVisible()); // or else nobody could see why something is missing
    m_search->clear();
    QVERIFY(!m_search->isVisible());
}

void SidebarSearchTest::theListFollowsEachKey()
{
    QTest::keyClicks(m_search, u"acad"_s);
    QCOMPARE(shown(), QStringList{u"Académie française"_s});
    QTest::keyClicks(m_search, u" FRANCAISE"_s);
    QCOMPARE(shown(), QStringList{u"Académie française"_s});
    m_search->setText(u"my"_s);
    QCOMPARE(shown(), QStringList{u"My platform"_s});
}

void SidebarSearchTest::ctrlFLeadsToTheSearch()
{
    m_search->setText(u"acad"_s);
    QTest::keyClick(m_list, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(m_search->hasFocus());
    QCOMPARE(m_search->selectedText(), u"acad"_s);
}

void SidebarSearchTest::ctrlFLeadsNowhereWithoutASearch()
{
    m_sidebar->setPlatforms(u"c1"_s, {});
    QTest::keyClick(m_list, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(m_list->hasFocus());
    m_sidebar->setPlatforms(u"c1"_s, manyPlatforms(20));
    QVERIFY(m_list->hasFocus());
}

void SidebarSearchTest::escapeClearsTheSearch()
{
    m_search->setFocus();
    QTest::keyClicks(m_search, u"acad"_s);
    QTest::keyClick(m_search, Qt::Key_Escape);
    QVERIFY(m_search->text().isEmpty());
    QVERIFY(m_search->hasFocus());
    QCOMPARE(shown().size(), 11);
}

void SidebarSearchTest::downGoesIntoTheListAndUpComesBack()
{
    m_search->setFocus();
    QTest::keyClicks(m_search, u"form"_s);
    QTest::keyClick(m_search, Qt::Key_Down);
    QVERIFY(m_list->hasFocus());
    QCOMPARE(m_list->currentIndex().data().toString(), u"Platform 1"_s);
    QTest::keyClick(m_list, Qt::Key_Up);
    QVERIFY(m_list->hasFocus()); // the heading, which has a menu
    QTest::keyClick(m_list, Qt::Key_Up);
    QVERIFY(m_search->hasFocus());
}

void SidebarSearchTest::enterOpensTheFirstHit()
{
    QSignalSpy activated(m_sidebar.get(), &PlatformSidebar::platformActivated);
    m_search->setFocus();
    QTest::keyClick(m_search, Qt::Key_Return);
    QVERIFY(activated.isEmpty()); // nothing was searched for
    QTest::keyClicks(m_search, u"acad"_s);
    QTest::keyClick(m_search, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().value<PlatformRef>(),
             refOf(u"c1"_s, samplePlatform(10, {})));
    m_search->setText(u"nobody"_s);
    QTest::keyClick(m_search, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
}

void SidebarSearchTest::nothingFoundIsSaid()
{
    const auto said = [this] {
        const auto labels = m_sidebar->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible())
                return label->text();
        }
        return QString();
    };
    QCOMPARE(said(), QString());
    m_search->setFocus();
    QTest::keyClicks(m_search, u" <b>no  body "_s);
    QCOMPARE(said(), u"No platform is called “<b>no body”."_s);
    QVERIFY(!m_list->isVisible());
    QTest::keyClick(m_search, Qt::Key_Down);
    QVERIFY(m_search->hasFocus());
    QTest::keyClick(m_search, Qt::Key_Escape);
    QCOMPARE(said(), QString());
    QVERIFY(m_list->isVisible());
}

void SidebarSearchTest::theSearchCanBeClearedWithThePointer()
{
    const QAction *clear = m_search->actions().first();
    QVERIFY(!clear->isVisible());
    m_search->setText(u"acad"_s);
    QVERIFY(clear->isVisible());
    m_search->actions().first()->trigger();
    QVERIFY(m_search->text().isEmpty());
}

void SidebarSearchTest::theFocusedPlatformIsKeptThroughASearch()
{
    const PlatformRef mine = refOf(u"local"_s, samplePlatform(11, {}));
    m_list->setCurrentIndex(m_list->indexOf(mine));
    m_search->setText(u"platform"_s);
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(mine));
    m_search->clear();
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(mine));
}

namespace {

/** The row as it looks; the marker's colour is nowhere in it but behind a hit. */
QImage painted(const QString &name, const QStringList &words, Qt::LayoutDirection direction)
{
    QImage image(240, 36, QImage::Format_RGB32);
    const QPalette palette = QApplication::palette();
    image.fill(Theme(palette).platformColumn());
    QPainter painter(&image);
    paintSidebarItem(&painter, {.rect = image.rect(),
                                .direction = direction,
                                .font = QApplication::font(),
                                .palette = palette,
                                .name = name,
                                .hits = hitRanges(name, words)});
    return image;
}

/** The first and last column with the marker behind a hit; {-1, -1} without one. */
std::pair<int, int> marked(const QImage &image)
{
    const Theme theme(QApplication::palette());
    const QRgb marker = mixed(theme.platformColumn(), theme.accent(), 0.3).rgb();
    std::pair<int, int> found{-1, -1};
    for (int x = 0; x < image.width(); ++x) {
        if (image.pixel(x, 14) != marker)
            continue;
        found.first = found.first < 0 ? x : found.first;
        found.second = x;
    }
    return found;
}

} // namespace

void SidebarSearchTest::theHitIsEmphasised()
{
    QCOMPARE(marked(painted(u"Acme Academy"_s, {}, Qt::LeftToRight)).first, -1);
    const QFontMetrics font(QApplication::font());
    const auto [first, last] = marked(painted(u"Acme Academy"_s, {u"academy"_s}, Qt::LeftToRight));
    const int start = 8 + font.horizontalAdvance(u"Acme "_s);
    QVERIFY(std::abs(first - start) <= 3);
    QVERIFY(std::abs(last - start - font.horizontalAdvance(u"Academy"_s)) <= 3);
    const auto mirrored = marked(painted(u"Acme Academy"_s, {u"academy"_s}, Qt::RightToLeft));
    QVERIFY(mirrored.first > 120 && std::abs(mirrored.second - (240 - 8)) <= 3);
}

void SidebarSearchTest::aHitAtTheEndOfALongNameIsSeen()
{
    const QString name = u"A platform with a name that goes on and on until its Academy"_s;
    const auto [first, last] = marked(painted(name, {u"academy"_s}, Qt::LeftToRight));
    QVERIFY(first > 0);
    QVERIFY(last - first > 20);
}

KEYDESK_UI_TEST_MAIN(SidebarSearchTest)
#include "SidebarSearchTest.moc"
