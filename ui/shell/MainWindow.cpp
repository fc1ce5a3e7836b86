// SPDX-License-Identifier: Apache-2.0
#include "shell/MainWindow.h"

#include "shell/MessageBar.h"
#include "shell/NoticePage.h"
#include "shell/PlatformHomePage.h"
#include "shell/PlatformSidebar.h"
#include "shell/SettingsSidebar.h"
#include "signin/SignedOutPage.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

constexpr int roomyWidth = 1120;

// A stack shows its first page at once, and so has it laid out for a size that it will not have.
QStackedWidget *emptyStack()
{
    auto *stack = new QStackedWidget;
    stack->addWidget(new QWidget);
    return stack;
}

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_sidebar(new PlatformSidebar)
    , m_messageBar(new MessageBar)
    , m_pages(emptyStack())
{
    setTitle({});
    setMinimumSize(800, 520);
    resize(roomyWidth, 720);

    auto *center = new QWidget;
    auto *columns = new QHBoxLayout(center);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_sidebar);
    auto *main = new QVBoxLayout;
    main->setSpacing(0);
    main->addWidget(m_messageBar);
    main->addWidget(m_pages, 1);
    columns->addLayout(main, 1);
    setCentralWidget(center);
    buildPages();
    connect(m_sidebar, &PlatformSidebar::platformActivated, this, &MainWindow::platformActivated);
    connect(m_sidebar, &PlatformSidebar::settingsRequested, this, &MainWindow::settingsRequested);
}

void MainWindow::buildPages()
{
    m_home = new PlatformHomePage;
    m_notice = new NoticePage;
    m_signedOut = new SignedOutPage;
    m_settings = new QWidget;
    m_settingsSidebar = new SettingsSidebar;
    m_settingsPages = emptyStack();
    auto *columns = new QHBoxLayout(m_settings);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_settingsSidebar);
    columns->addWidget(m_settingsPages, 1);
    for (QWidget *page : {static_cast<QWidget *>(m_notice), static_cast<QWidget *>(m_signedOut),
                          static_cast<QWidget *>(m_home), m_settings})
        m_pages->addWidget(page);
    connect(m_home, &PlatformHomePage::settingsRequested, this,
            [this] { Q_EMIT settingsRequested(m_sidebar->currentPlatform()); });
    connect(m_settingsSidebar, &SettingsSidebar::pageActivated, this,
            &MainWindow::settingsPageRequested);
    connect(m_notice, &NoticePage::actionTriggered, this, &MainWindow::noticeActionTriggered);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    // In a narrow window the page is what must stay readable.
    const auto share = [this](const QWidget *column, int least) {
        const int wanted = column->sizeHint().width();
        return std::clamp(width() * wanted / roomyWidth, std::min(least, wanted), wanted);
    };
    m_sidebar->setFixedWidth(share(m_sidebar, 224));
    m_settingsSidebar->setFixedWidth(share(m_settingsSidebar, 112));
}

void MainWindow::addSettingsPage(const QString &id, const QString &name, QWidget *page)
{
    m_settingsSidebar->addPage(id, name);
    m_settingsPages->addWidget(page);
    m_settingsPageOf.insert(id, page);
    if (m_settingsPageOf.size() == 1)
        m_settingsSidebar->setCurrentPage(id);
}

void MainWindow::showHome(const QString &connectionId, const Platform &platform)
{
    m_home->setPlatform(platform);
    showPage(m_home, connectionId, platform);
}

void MainWindow::showSettings(const QString &connectionId, const Platform &platform,
                              const QString &pageId)
{
    m_settingsSidebar->setCurrentPage(pageId);
    m_settingsPages->setCurrentWidget(m_settingsPageOf.value(pageId));
    showPage(m_settings, connectionId, platform);
}

void MainWindow::showPage(QWidget *page, const QString &connectionId, const Platform &platform)
{
    m_sidebar->setCurrentPlatform({connectionId, platform.id});
    m_pages->setCurrentWidget(page);
    setTitle(platform.name);
}

void MainWindow::showNotice(const QString &title, const QString &text, const QString &buttonText)
{
    m_notice->setNotice(title, text, buttonText);
    m_pages->setCurrentWidget(m_notice);
}

void MainWindow::showSignedOut(const QString &name, const QString &host, SignedOutReason reason)
{
    m_signedOut->setConnection(name, host, reason);
    m_pages->setCurrentWidget(m_signedOut);
    setTitle(name);
}

// What is locked away must not stand in the title either.
void MainWindow::setTitle(const QString &place)
{
    m_title = place.isEmpty() ? tr("Keydesk") : tr("%1 – Keydesk").arg(place);
    setWindowTitle(m_covered ? tr("Keydesk") : m_title);
}

void MainWindow::cover(QWidget *page)
{
    m_focusBelow = focusWidget();
    m_covered.reset(takeCentralWidget());
    setCentralWidget(page);
    page->show(); // now, and not with the next turn of the event loop
    setWindowTitle(tr("Keydesk"));
}

void MainWindow::uncover()
{
    delete takeCentralWidget();
    setCentralWidget(m_covered.release());
    centralWidget()->show();
    setWindowTitle(m_title);
    if (m_focusBelow)
        m_focusBelow->setFocus(Qt::OtherFocusReason);
}

bool MainWindow::isNoticeShown() const
{
    return m_pages->currentWidget() == m_notice;
}

} // namespace keydesk::ui
