// SPDX-License-Identifier: Apache-2.0
#include "shell/MainWindow.h"
#include "shell/MessageBar.h"
#include "shell/PlatformHomePage.h"
#include "shell/PlatformSidebar.h"
#include "shell/SettingsSidebar.h"
#include "shell/SidebarItem.h"

#include "UiTest.h"

#include <QEnterEvent>
#include <QSignalSpy>

#include <memory>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::ui;
using namespace keydesk::testing;

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void settingsAppearsWhenThePlatformIsHovered();
    void settingsAppearsWhenThePlatformHasTheFocus();
    void settingsAppearsWhenThePlatformIsSelected();
    void arrowsGoFromPlatformToPlatformAndTabToSettings();
    void aReloadKeepsTheFocusedPlatform();
    void aPlatformIsOpenedAndItsSettingsFromTwoPlaces();
    void aNoticeTakesThePageAndOffersOneThing();
    void anErrorStaysUntilItIsDismissed();
    void aSuccessGoesUnlessItIsFocused();
    void anActionOfAMessageIsTakenOnce();

private:
    SidebarItem *item(const QString &name) const;
    QPushButton *settings(const QString &name) const;

    const Platform m_one{u"5f2b8c1e9a4d7063b1c0e8f1"_s, u"My platform"_s, Role::Owner};
    const Platform m_two{u"5f2b8c1e9a4d7063b1c0e8f2"_s, u"R&D <b>"_s, Role::Admin};
    std::unique_ptr<MainWindow> m_window;
};

void MainWindowTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->sidebar()->setHeading(u"This computer"_s, u"The backend on this computer"_s);
    m_window->sidebar()->setPlatforms({m_one, m_two});
    m_window->setApiPage(new QWidget);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->messageBar()->setFocus();
}

SidebarItem *MainWindowTest::item(const QString &name) const
{
    const auto items = m_window->findChildren<SidebarItem *>();
    const auto found = std::ranges::find(items, name, &SidebarItem::name);
    return found == items.end() ? nullptr : *found;
}

QPushButton *MainWindowTest::settings(const QString &name) const
{
    const auto buttons = m_window->findChildren<QPushButton *>();
    const auto found =
        std::ranges::find(buttons, u"Settings of "_s + name, &QWidget::accessibleName);
    return found == buttons.end() ? nullptr : *found;
}

void MainWindowTest::settingsAppearsWhenThePlatformIsHovered()
{
    QPushButton *button = settings(m_two.name);
    QVERIFY(button && !button->isVisible());
    QWidget *row = item(m_two.name)->parentWidget();
    QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
    QApplication::sendEvent(row, &enter);
    QVERIFY(button->isVisible());
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(row, &leave);
    QVERIFY(!button->isVisible());
}

void MainWindowTest::settingsAppearsWhenThePlatformHasTheFocus()
{
    item(m_two.name)->setFocus(Qt::TabFocusReason);
    QVERIFY(settings(m_two.name)->isVisible());
    settings(m_two.name)->setFocus(Qt::TabFocusReason);
    QCoreApplication::processEvents();
    QVERIFY(settings(m_two.name)->isVisible());
    item(m_one.name)->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(!settings(m_two.name)->isVisible());
}

void MainWindowTest::settingsAppearsWhenThePlatformIsSelected()
{
    m_window->showHome(m_one);
    QVERIFY(settings(m_one.name)->isVisible());
    QVERIFY(item(m_one.name)->isCurrent());
    QTest::mouseClick(item(m_one.name), Qt::LeftButton);
    QVERIFY(item(m_one.name)->isCurrent());
}

void MainWindowTest::arrowsGoFromPlatformToPlatformAndTabToSettings()
{
    item(m_one.name)->setFocus(Qt::TabFocusReason);
    QTest::keyClick(item(m_one.name), Qt::Key_Down);
    QVERIFY(item(m_two.name)->hasFocus());
    QTest::keyClick(item(m_two.name), Qt::Key_Down);
    QVERIFY(item(m_two.name)->hasFocus());
    QTest::keyClick(item(m_two.name), Qt::Key_Home);
    QVERIFY(item(m_one.name)->hasFocus());
    QTest::keyClick(item(m_one.name), Qt::Key_Tab);
    QVERIFY(settings(m_one.name)->hasFocus());
    QSignalSpy requested(m_window.get(), &MainWindow::settingsRequested);
    QTest::keyClick(settings(m_one.name), Qt::Key_Space);
    QCOMPARE(requested.first().first().toString(), m_one.id);
}

void MainWindowTest::aReloadKeepsTheFocusedPlatform()
{
    SidebarItem *focused = item(m_two.name);
    focused->setFocus();
    Platform renamed = m_two;
    renamed.name = u"Research"_s;
    m_window->sidebar()->setPlatforms({renamed, m_one});
    QCOMPARE(item(u"Research"_s), focused);
    QVERIFY(focused->hasFocus());
    m_window->sidebar()->setPlatforms({m_one});
    QVERIFY(!item(u"Research"_s));
}

void MainWindowTest::aPlatformIsOpenedAndItsSettingsFromTwoPlaces()
{
    QSignalSpy activated(m_window.get(), &MainWindow::platformActivated);
    QSignalSpy requested(m_window.get(), &MainWindow::settingsRequested);
    QTest::mouseClick(item(m_two.name), Qt::LeftButton);
    QCOMPARE(activated.first().first().toString(), m_two.id);
    m_window->showHome(m_two);
    QVERIFY(m_window->homePage()->isVisible());
    settings(m_two.name)->click();
    m_window->homePage()->findChild<QPushButton *>()->click();
    QCOMPARE(requested.size(), 2);
    QCOMPARE(requested.last().first().toString(), m_two.id);
    m_window->showSettings(m_two);
    QVERIFY(m_window->settingsSidebar()->isVisible());
    QCOMPARE(m_window->settingsSidebar()->currentPage(), u"api"_s);
}

void MainWindowTest::aNoticeTakesThePageAndOffersOneThing()
{
    QSignalSpy action(m_window.get(), &MainWindow::noticeActionTriggered);
    m_window->showNotice(u"The backend has stopped"_s, u"Its data is safe."_s, u"Start again"_s);
    QVERIFY(m_window->isNoticeShown());
    button(m_window.get(), u"Start again"_s)->click();
    QCOMPARE(action.size(), 1);
    m_window->showNotice(u"Starting"_s, {});
    QVERIFY(!button(m_window.get(), u"Start again"_s));
    m_window->showHome(m_one);
    QVERIFY(!m_window->isNoticeShown());
}

void MainWindowTest::anErrorStaysUntilItIsDismissed()
{
    MessageBar *bar = m_window->messageBar();
    QSignalSpy dismissed(bar, &MessageBar::dismissed);
    QVERIFY(!bar->isVisible());
    bar->showMessage(MessageKind::Error, u"Not revoked."_s);
    QTest::qWait(7000);
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->text(), u"Not revoked."_s);
    QTest::keyClick(button(bar, u"Dismiss this message"_s), Qt::Key_Space);
    QVERIFY(!bar->isVisible());
    QCOMPARE(dismissed.size(), 1);
}

void MainWindowTest::aSuccessGoesUnlessItIsFocused()
{
    MessageBar *bar = m_window->messageBar();
    bar->showMessage(MessageKind::Success, u"Revoked."_s);
    button(bar, u"Dismiss this message"_s)->setFocus();
    QTest::qWait(6500);
    QVERIFY(bar->isVisible());
    item(m_one.name)->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), 4000);
}

void MainWindowTest::anActionOfAMessageIsTakenOnce()
{
    MessageBar *bar = m_window->messageBar();
    QSignalSpy triggered(bar, &MessageBar::actionTriggered);
    bar->showMessage(MessageKind::Warning, u"Not loaded."_s, u"Try again"_s);
    button(bar, u"Try again"_s)->click();
    QCOMPARE(triggered.size(), 1);
    QVERIFY(!bar->isVisible());
}

KEYDESK_UI_TEST_MAIN(MainWindowTest)
#include "MainWindowTest.moc"
