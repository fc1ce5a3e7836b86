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
const QString apiPageId = u"api"_s;
constexpr int roomyWidth = 1120;
} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_sidebar(new PlatformSidebar)
    , m_messageBar(new MessageBar)
    , m_pages(new QStackedWidget)
{
    setWindowTitle(tr("Keydesk"));
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
    m_settingsPages = new QStackedWidget;
    auto *columns = new QHBoxLayout(m_settings);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_settingsSidebar);
    columns->addWidget(m_settingsPages, 1);
    for (QWidget *page : {static_cast<QWidget *>(m_notice), static_cast<QWidget *>(m_signedOut),
                          static_cast<QWidget *>(m_home), m_settings})
        m_pages->addWidget(page);
    m_settingsSidebar->addPage(apiPageId, tr("API"));
    m_settingsSidebar->setCurrentPage(apiPageId);
    connect(m_home, &PlatformHomePage::settingsRequested, this,
            [this] { Q_EMIT settingsRequested(m_sidebar->currentPlatform()); });
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

void MainWindow::setApiPage(QWidget *page)
{
    m_settingsPages->addWidget(page);
    m_settingsPages->setCurrentWidget(page);
}

void MainWindow::showHome(const QString &connectionId, const Platform &platform)
{
    m_home->setPlatform(platform);
    showPage(m_home, connectionId, platform);
}

void MainWindow::showSettings(const QString &connectionId, const Platform &platform)
{
    m_settingsSidebar->setCurrentPage(apiPageId);
    showPage(m_settings, connectionId, platform);
}

void MainWindow::showPage(QWidget *page, const QString &connectionId, const Platform &platform)
{
    m_sidebar->setCurrentPlatform({connectionId, platform.id});
    m_pages->setCurrentWidget(page);
    setWindowTitle(tr("%1 – Keydesk").arg(platform.name));
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
    setWindowTitle(tr("%1 – Keydesk").arg(name));
}

bool MainWindow::isNoticeShown() const
{
    return m_pages->currentWidget() == m_notice;
}

} // namespace keydesk::ui
