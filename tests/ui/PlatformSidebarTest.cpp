// SPDX-License-Identifier: Apache-2.0
#include "shell/PlatformSidebar.h"
#include "shell/AccessibleSidebarList.h"
#include "shell/SidebarList.h"
#include "shell/SidebarModel.h"
#include "shell/SidebarRowButton.h"

#include "SidebarSamples.h"
#include "UiTest.h"

#include <QAccessible>
#include <QMenu>
#include <QSignalSpy>

#include <memory>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

class PlatformSidebarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void settingsAppearsWhenThePlatformIsHovered();
    void settingsAppearsWhenThePlatformHasTheFocus();
    void settingsAppearsWhenThePlatformIsSelected();
    void thePointerDoesNotTakeSettingsFromTheKeyboard();
    void settingsScrollsAlongWithItsPlatform();
    void arrowsGoFromPlatformToPlatformAndTabToSettings();
    void arrowsGoOnFromSettings();
    void aClickOpensThePlatformAndASpaceToo();
    void aReloadKeepsTheFocusedPlatform();
    void aPlatformThatGoesLeavesTheFocusToItsNeighbour();
    void focusComesToThePlatformThatIsShown();
    void aFavouriteIsToggledByMenuAndByKey();
    void aConnectionsMenuOffersWhatItCan();
    void thisComputerHasNoMenu();
    void tabGoesFromAHeadingToItsMenu();
    void aConnectionCanBeAdded();
    void theShownPlatformIsInSightAtFirst();
    void assistiveTechnologyFindsRowsAndButtons();
    void rowsThatAreGoneAreGoneForAssistiveTechnology();

private:
    QPushButton *settings(const Platform &platform) const;
    QRect rowOf(const PlatformRef &ref) const { return m_list->visualRect(m_list->indexOf(ref)); }
    void hover(const PlatformRef &ref);
    QMenu *menu() const;
    QAction *action(const QString &text) const;
    QAccessibleInterface *accessible() const;

    const Platform m_one = samplePlatform(1, u"Acme"_s);
    const Platform m_two = samplePlatform(2, u"R&D <b>"_s);
    const Platform m_mine = samplePlatform(3, u"My platform"_s);
    const PlatformRef m_oneRef = refOf(u"c1"_s, m_one);
    const PlatformRef m_twoRef = refOf(u"c1"_s, m_two);
    const PlatformRef m_mineRef = refOf(u"local"_s, m_mine);
    std::unique_ptr<PlatformSidebar> m_sidebar;
    SidebarList *m_list = nullptr;
};

void PlatformSidebarTest::init()
{
    m_sidebar = std::make_unique<PlatformSidebar>();
    m_sidebar->setConnections({teamConnection({m_one, m_two}), localConnection({m_mine})});
    m_sidebar->resize(m_sidebar->sizeHint());
    m_sidebar->show();
    m_sidebar->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_sidebar.get()));
    m_list = m_sidebar->findChild<SidebarList *>();
    button(m_sidebar.get(), u"Add connection"_s)->setFocus();
}

/** The visible one. */
QPushButton *PlatformSidebarTest::settings(const Platform &platform) const
{
    return button(m_sidebar.get(), u"Settings of "_s + platform.name);
}

void PlatformSidebarTest::hover(const PlatformRef &ref)
{
    const QPointF place = ref == PlatformRef() ? QPointF(-1, -1) : QPointF(rowOf(ref).center());
    QHoverEvent event(ref == PlatformRef() ? QEvent::HoverLeave : QEvent::HoverMove, place, place,
                      QPointF(-1, -1));
    QApplication::sendEvent(m_list->viewport(), &event);
}

QMenu *PlatformSidebarTest::menu() const
{
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

QAction *PlatformSidebarTest::action(const QString &text) const
{
    const auto actions = menu() ? menu()->actions() : QList<QAction *>();
    const auto found = std::ranges::find(actions, text, &QAction::text);
    return found == actions.end() ? nullptr : *found;
}

QAccessibleInterface *PlatformSidebarTest::accessible() const
{
    return QAccessible::queryAccessibleInterface(m_list);
}

void PlatformSidebarTest::settingsAppearsWhenThePlatformIsHovered()
{
    QVERIFY(!settings(m_two));
    hover(m_twoRef);
    QVERIFY(settings(m_two));
    QVERIFY(rowOf(m_twoRef).contains(settings(m_two)->geometry()));
    QSignalSpy requested(m_sidebar.get(), &PlatformSidebar::settingsRequested);
    QTest::mouseClick(settings(m_two), Qt::LeftButton);
    QCOMPARE(requested.first().first().value<PlatformRef>(), m_twoRef);
    hover({});
    QVERIFY(!settings(m_two));
}

void PlatformSidebarTest::settingsAppearsWhenThePlatformHasTheFocus()
{
    m_list->enterFromAbove();
    QVERIFY(settings(m_one));
    settings(m_one)->setFocus(Qt::TabFocusReason);
    QCoreApplication::processEvents();
    QVERIFY(settings(m_one) && settings(m_one)->hasFocus());
    button(m_sidebar.get(), u"Add connection"_s)->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(!settings(m_one));
}

void PlatformSidebarTest::settingsAppearsWhenThePlatformIsSelected()
{
    m_sidebar->setCurrentPlatform(m_mineRef);
    QCOMPARE(m_sidebar->currentPlatform(), m_mineRef);
    QVERIFY(settings(m_mine));
    m_sidebar->setCurrentPlatform({u"local"_s, u"unknown"_s});
    QVERIFY(!settings(m_mine));
}

void PlatformSidebarTest::thePointerDoesNotTakeSettingsFromTheKeyboard()
{
    m_list->enterFromAbove();
    hover(m_twoRef);
    QVERIFY(settings(m_one) && settings(m_two));
    QTest::keyClick(m_list, Qt::Key_Tab);
    QVERIFY(settings(m_one)->hasFocus());
    hover(m_oneRef);
    QVERIFY(settings(m_one)->hasFocus());
    QVERIFY(!settings(m_two));
    QCOMPARE(m_list->buttonsOn(m_oneRef).size(), 1);
}

void PlatformSidebarTest::settingsScrollsAlongWithItsPlatform()
{
    m_sidebar->setPlatforms(u"c1"_s, manyPlatforms(100));
    const PlatformRef last = refOf(u"c1"_s, manyPlatforms(100).last());
    m_sidebar->setCurrentPlatform(last);
    const SidebarRowButton *button = m_list->buttonsOn(last).first();
    QVERIFY(rowOf(last).contains(button->geometry()));
    QVERIFY(m_list->viewport()->rect().contains(button->geometry()));
    m_list->scrollToTop();
    QVERIFY(rowOf(last).contains(button->geometry()));
    QVERIFY(!m_list->viewport()->rect().intersects(button->geometry()));
}

void PlatformSidebarTest::arrowsGoFromPlatformToPlatformAndTabToSettings()
{
    m_list->enterFromAbove();
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(m_oneRef));
    QTest::keyClick(m_list, Qt::Key_Down);
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(m_twoRef));
    QTest::keyClick(m_list, Qt::Key_Down); // over the heading of this computer, which has no menu
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(m_mineRef));
    QTest::keyClick(m_list, Qt::Key_Down);
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(m_mineRef));
    QTest::keyClick(m_list, Qt::Key_Tab);
    QVERIFY(settings(m_mine)->hasFocus());
    QSignalSpy requested(m_sidebar.get(), &PlatformSidebar::settingsRequested);
    QTest::keyClick(settings(m_mine), Qt::Key_Space);
    QTest::keyClick(settings(m_mine), Qt::Key_Return);
    QCOMPARE(requested.size(), 2);
    QCOMPARE(requested.last().first().value<PlatformRef>(), m_mineRef);
    QTest::keyClick(settings(m_mine), Qt::Key_Backtab);
    QVERIFY(m_list->hasFocus());
}

void PlatformSidebarTest::arrowsGoOnFromSettings()
{
    m_list->enterFromAbove();
    QTest::keyClick(m_list, Qt::Key_Tab);
    QTest::keyClick(settings(m_one), Qt::Key_Down);
    QVERIFY(m_list->hasFocus());
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(m_twoRef));
    QVERIFY(settings(m_two) && !settings(m_one));
}

void PlatformSidebarTest::aClickOpensThePlatformAndASpaceToo()
{
    QSignalSpy activated(m_sidebar.get(), &PlatformSidebar::platformActivated);
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, rowOf(m_twoRef).center());
    QCOMPARE(activated.takeFirst().first().value<PlatformRef>(), m_twoRef);
    QVERIFY(m_list->hasFocus());
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter})
        QTest::keyClick(m_list, key);
    QCOMPARE(activated.size(), 3);
    QCOMPARE(activated.last().first().value<PlatformRef>(), m_twoRef);
    QTest::mouseClick(m_list->viewport(), Qt::RightButton, {}, rowOf(m_oneRef).center());
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {},
                      rowOf({u"local"_s, {}}).center()); // a heading opens nothing
    QCOMPARE(activated.size(), 3);
}

void PlatformSidebarTest::aReloadKeepsTheFocusedPlatform()
{
    m_list->enterFromAbove();
    QTest::keyClick(m_list, Qt::Key_Down);
    Platform renamed = m_two;
    renamed.name = u"Aardvark"_s;
    m_sidebar->setPlatforms(u"c1"_s, {samplePlatform(7, u"Zulu"_s), renamed, m_one});
    QCOMPARE(m_list->currentIndex().data().toString(), u"Aardvark"_s);
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(m_twoRef));
    QVERIFY(m_list->hasFocus());
    QTest::keyClick(m_list, Qt::Key_Tab);
    QVERIFY(settings(renamed)->hasFocus());
    m_sidebar->setPlatforms(u"c1"_s, {m_one, m_two});
    QVERIFY(settings(m_two)->hasFocus());
}

void PlatformSidebarTest::aPlatformThatGoesLeavesTheFocusToItsNeighbour()
{
    m_list->enterFromAbove();
    QTest::keyClick(m_list, Qt::Key_Tab);
    m_sidebar->setPlatforms(u"c1"_s, {m_two});
    QVERIFY(m_list->hasFocus());
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(m_twoRef));
    QVERIFY(settings(m_two) && !settings(m_one));
}

void PlatformSidebarTest::focusComesToThePlatformThatIsShown()
{
    m_sidebar->setCurrentPlatform(m_twoRef);
    m_list->setFocus(Qt::TabFocusReason);
    QCOMPARE(m_list->currentIndex(), m_list->indexOf(m_twoRef));
}

void PlatformSidebarTest::aFavouriteIsToggledByMenuAndByKey()
{
    QSignalSpy toggled(m_sidebar.get(), &PlatformSidebar::favouriteToggled);
    m_list->openMenu(m_twoRef);
    QVERIFY(action(u"Settings"_s));
    action(u"Add to favourites"_s)->trigger();
    menu()->close();
    QCOMPARE(toggled.last().first().value<PlatformRef>(), m_twoRef);
    QCOMPARE(toggled.last().last().toBool(), true);
    m_sidebar->setFavourites({m_twoRef});
    QCOMPARE(m_list->indexOf(m_twoRef).row(), 1);
    m_list->enterFromAbove();
    QTest::keyClick(m_list, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(toggled.last().first().value<PlatformRef>(), m_twoRef);
    QCOMPARE(toggled.last().last().toBool(), false);
    m_list->openMenu(m_twoRef);
    QVERIFY(action(u"Remove from favourites"_s));
    menu()->close();
}

void PlatformSidebarTest::aConnectionsMenuOffersWhatItCan()
{
    QSignalSpy requested(m_sidebar.get(), &PlatformSidebar::connectionActionRequested);
    QPushButton *manage = button(m_sidebar.get(), u"Manage keys.acme.example"_s);
    QVERIFY(manage && manage->isVisible());
    QTest::mouseClick(manage, Qt::LeftButton);
    QVERIFY(action(u"Rename…"_s) && action(u"Sign out"_s) && !action(u"Sign in"_s));
    action(u"Remove…"_s)->trigger();
    menu()->close();
    QCOMPARE(requested.last().first().toString(), u"c1"_s);
    QCOMPARE(requested.last().last().value<ConnectionAction>(), ConnectionAction::Remove);
    SidebarConnection team = teamConnection({m_one});
    team.actions = {ConnectionAction::SignIn, ConnectionAction::CertificateAuthority};
    m_sidebar->setConnections({team});
    QContextMenuEvent event(QContextMenuEvent::Mouse, {},
                            m_list->viewport()->mapToGlobal(rowOf({u"c1"_s, {}}).center()));
    QApplication::sendEvent(m_list->viewport(), &event);
    QVERIFY(!action(u"Sign out"_s) && action(u"Certificate authority…"_s));
    action(u"Sign in"_s)->trigger();
    menu()->close();
    QCOMPARE(requested.last().last().value<ConnectionAction>(), ConnectionAction::SignIn);
    team.actions.clear();
    m_sidebar->setConnections({team});
    QVERIFY(!button(m_sidebar.get(), u"Manage keys.acme.example"_s));
}

void PlatformSidebarTest::thisComputerHasNoMenu()
{
    SidebarConnection local = localConnection({});
    local.actions = {ConnectionAction::Remove};
    m_sidebar->setConnections({local});
    QVERIFY(!button(m_sidebar.get(), u"Manage This computer"_s));
    m_list->openMenu({u"local"_s, {}});
    QVERIFY(!menu());
}

void PlatformSidebarTest::tabGoesFromAHeadingToItsMenu()
{
    m_sidebar->setConnections({localConnection({m_mine}), teamConnection({m_one})});
    m_list->setCurrentIndex(m_list->indexOf(m_oneRef));
    m_list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_list, Qt::Key_Up);
    QCOMPARE(m_list->currentIndex(), m_list->indexOf({u"c1"_s, {}}));
    QTest::keyClick(m_list, Qt::Key_Tab);
    QPushButton *manage = button(m_sidebar.get(), u"Manage keys.acme.example"_s);
    QVERIFY(manage->hasFocus());
    QTest::keyClick(manage, Qt::Key_Return);
    QVERIFY(action(u"Rename…"_s));
    menu()->close();
    m_list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_list, Qt::Key_Return);
    QVERIFY(action(u"Rename…"_s));
    menu()->close();
}

void PlatformSidebarTest::aConnectionCanBeAdded()
{
    QSignalSpy requested(m_sidebar.get(), &PlatformSidebar::addConnectionRequested);
    button(m_sidebar.get(), u"Add connection"_s)->click();
    QCOMPARE(requested.size(), 1);
}

void PlatformSidebarTest::theShownPlatformIsInSightAtFirst()
{
    const QList<Platform> many = manyPlatforms(10000);
    PlatformSidebar sidebar;
    sidebar.setCurrentPlatform(refOf(u"c1"_s, many.at(7000)));
    sidebar.setConnections({teamConnection(many)});
    sidebar.resize(260, 500);
    sidebar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sidebar));
    const auto *list = sidebar.findChild<SidebarList *>();
    QTRY_VERIFY(list->indexOf(sidebar.currentPlatform()).isValid());
    const QRect row = list->visualRect(list->indexOf(sidebar.currentPlatform()));
    QVERIFY(list->viewport()->rect().contains(row));
    QCOMPARE(sidebar.findChildren<SidebarRowButton *>().size(), 3); // however many platforms
}

void PlatformSidebarTest::assistiveTechnologyFindsRowsAndButtons()
{
    m_sidebar->setCurrentPlatform(m_oneRef);
    QCOMPARE(accessible()->role(), QAccessible::List);
    QCOMPARE(accessible()->childCount(), 5);
    QAccessibleInterface *heading = accessible()->child(0);
    QCOMPARE(heading->role(), QAccessible::Heading);
    QCOMPARE(heading->text(QAccessible::Name), u"keys.acme.example"_s);
    QCOMPARE(heading->text(QAccessible::Description), u"live, https://keys.acme.example"_s);
    QCOMPARE(heading->child(0)->text(QAccessible::Name), u"Manage keys.acme.example"_s);
    QAccessibleInterface *row = accessible()->child(1);
    QCOMPARE(row->role(), QAccessible::Button);
    QCOMPARE(row->text(QAccessible::Name), u"Acme"_s);
    QCOMPARE(row->text(QAccessible::Description), u"Selected"_s);
    QVERIFY(row->state().selected && row->state().focusable && !row->state().focused);
    QCOMPARE(row->childCount(), 1);
    QCOMPARE(row->child(0)->text(QAccessible::Name), u"Settings of Acme"_s);
    QCOMPARE(row->child(0)->parent(), row);
    QCOMPARE(accessible()->child(2)->childCount(), 0);
    QSignalSpy activated(m_sidebar.get(), &PlatformSidebar::platformActivated);
    accessible()->child(2)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.first().first().value<PlatformRef>(), m_twoRef);
    accessible()->child(2)->actionInterface()->doAction(
        QAccessibleActionInterface::setFocusAction());
    QVERIFY(accessible()->child(2)->state().focused);
    QCOMPARE(accessible()->focusChild(), accessible()->child(2));
    QCOMPARE(accessible()->child(2)->child(0)->text(QAccessible::Name), u"Settings of R&D <b>"_s);
}

void PlatformSidebarTest::rowsThatAreGoneAreGoneForAssistiveTechnology()
{
    QAccessibleInterface *row = accessible()->child(2);
    QVERIFY(row->isValid());
    m_sidebar->setPlatforms(u"c1"_s, {m_one}); // kept for a client that still asks for it
    QVERIFY(!row->isValid());
    QCOMPARE(row->text(QAccessible::Name), QString());
    QVERIFY(row->state().invalid);
    QVERIFY(row->rect().isEmpty());
    row->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(accessible()->childCount(), 4);
    const QAccessible::Id id = QAccessible::uniqueId(accessible()->child(1));
    m_sidebar->setPlatforms(u"c1"_s, {m_two});
    static_cast<AccessibleSidebarList *>(accessible())->forgetGoneRows(); // if somebody listens
    QVERIFY(!QAccessible::accessibleInterface(id));
    QCOMPARE(accessible()->child(1)->text(QAccessible::Name), m_two.name);
}

KEYDESK_UI_TEST_MAIN(PlatformSidebarTest)
#include "PlatformSidebarTest.moc"
