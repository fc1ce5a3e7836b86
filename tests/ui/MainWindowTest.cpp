// SPDX-License-Identifier: Apache-2.0
#include "shell/MainWindow.h"
#include "shell/MessageBar.h"
#include "shell/PlatformHomePage.h"
#include "shell/PlatformSidebar.h"
#include "shell/SettingsSidebar.h"
#include "shell/SidebarList.h"

#include "SidebarSamples.h"
#include "UiTest.h"

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
    void aPlatformIsOpenedAndItsSettingsFromTwoPlaces();
    void aNoticeTakesThePageAndOffersOneThing();
    void anErrorStaysUntilItIsDismissed();
    void aSuccessGoesUnlessItIsFocused();
    void anActionOfAMessageIsTakenOnce();

private:
    SidebarList *list() const { return m_window->findChild<SidebarList *>(); }

    const Platform m_one{u"5f2b8c1e9a4d7063b1c0e8f1"_s, u"My platform"_s, Role::Owner};
    const Platform m_two{u"5f2b8c1e9a4d7063b1c0e8f2"_s, u"R&D <b>"_s, Role::Admin};
    std::unique_ptr<MainWindow> m_window;
};

void MainWindowTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->sidebar()->setConnections({localConnection({m_one, m_two})});
    m_window->addSettingsPage(u"api"_s, u"API"_s, new QWidget);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->messageBar()->setFocus();
}

void MainWindowTest::aPlatformIsOpenedAndItsSettingsFromTwoPlaces()
{
    const PlatformRef two = refOf(u"local"_s, m_two);
    QSignalSpy activated(m_window.get(), &MainWindow::platformActivated);
    QSignalSpy requested(m_window.get(), &MainWindow::settingsRequested);
    const QRect row = list()->visualRect(list()->indexOf(two));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(activated.first().first().value<PlatformRef>(), two);
    m_window->showHome(u"local"_s, m_two);
    QVERIFY(m_window->homePage()->isVisible());
    button(m_window->sidebar(), u"Settings of R&D <b>"_s)->click();
    m_window->homePage()->findChild<QPushButton *>()->click();
    QCOMPARE(requested.size(), 2);
    QCOMPARE(requested.first().first().value<PlatformRef>(), two);
    QCOMPARE(requested.last().first().value<PlatformRef>(), two);
    m_window->showSettings(u"local"_s, m_two, u"api"_s);
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
    m_window->showHome(u"local"_s, m_one);
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
    list()->setFocus();
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
