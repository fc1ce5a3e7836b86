// SPDX-License-Identifier: Apache-2.0
#include "shell/ShellController.h"

#include "apikeys/ApiKeysController.h"
#include "client/Connections.h"
#include "client/LocalServer.h"
#include "shell/ConnectionText.h"
#include "shell/MainWindow.h"
#include "shell/Notifier.h"
#include "shell/PlatformHomePage.h"
#include "shell/PlatformSidebar.h"
#include "shell/ProblemText.h"
#include "shell/TimeToPaint.h"
#include "signin/ConnectionsController.h"
#include "signin/SignedOutPage.h"

#include <utility>

namespace keydesk::ui {

using client::Connection;
using client::Connections;
using client::LocalServer;

namespace {

SignedOutReason reasonOf(const Connection &connection)
{
    const auto &reason = connection.endReason();
    if (!reason)
        return SignedOutReason::Never;
    return *reason == client::Session::EndReason::SignedOut ? SignedOutReason::SignedOut
                                                            : SignedOutReason::Ended;
}

} // namespace

ShellController::ShellController(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    connectServer();
    connectConnections();
    connectWindow();
    updateSidebar();
    m_parts.window.sidebar()->setFavourites(m_parts.lastPlace.favourites());
    m_startNotice.setSingleShot(true);
    m_startNotice.setInterval(std::chrono::milliseconds(500));
    connect(&m_startNotice, &QTimer::timeout, this, [this] {
        if (!m_shown)
            m_parts.window.showNotice(tr("Starting"),
                                      tr("The backend on this computer is starting."));
    });
    m_parts.connections.local().expect();
    m_startNotice.start();
    m_parts.connections.start();
    // Without anything from the last run to be painted it has been started before the window.
    QTimer::singleShot(timeToPaint, &m_parts.server, &LocalServer::start);
}

void ShellController::connectServer()
{
    connect(&m_parts.server, &LocalServer::ready, this,
            [this](const QUrl &baseUrl, const client::AccessToken &ownerToken) {
                m_parts.notifier.clear();
                m_parts.connections.local().reach(baseUrl, ownerToken);
            });
    connect(&m_parts.server, &LocalServer::stopped, this, &ShellController::onServerStopped);
}

void ShellController::connectConnections()
{
    const Connections *connections = &m_parts.connections;
    connect(connections, &Connections::changed, this, &ShellController::updateSidebar);
    connect(connections, &Connections::filled, this, [this] {
        updateSidebar();
        if (!m_shown)
            showFirstPlace();
    });
    connect(connections, &Connections::stateChanged, this,
            [this](Connection *connection) { onStateChanged(*connection); });
    connect(connections, &Connections::platformsChanged, this,
            [this](Connection *connection) { onPlatformsChanged(*connection); });
    connect(connections, &Connections::aboutToRemove, this,
            [this](const Connection *connection) { onAboutToRemove(*connection); });
}

void ShellController::connectWindow()
{
    MainWindow *window = &m_parts.window;
    connect(window, &MainWindow::platformActivated, this, [this](const PlatformRef &platform) {
        show({platform, LastPlace::Page::Home});
    });
    connect(window, &MainWindow::settingsRequested, this, [this](const PlatformRef &platform) {
        show({platform, LastPlace::Page::ApiKeys});
    });
    connect(window, &MainWindow::settingsPageRequested, this, [this](const QString &page) {
        if (m_shown)
            show({m_shown->platform,
                  page == securityPage ? LastPlace::Page::Security : LastPlace::Page::ApiKeys});
    });
    connect(window, &MainWindow::noticeActionTriggered, this, &ShellController::onNoticeAction);
    connect(window->signedOutPage(), &SignedOutPage::signInRequested, this, [this] {
        if (Connection *shown = m_parts.connections.find(m_shown->platform.connectionId))
            m_parts.connecting.signIn(*shown);
    });
    const PlatformSidebar *sidebar = window->sidebar();
    connect(sidebar, &PlatformSidebar::favouriteToggled, this, &ShellController::toggleFavourite);
    connect(sidebar, &PlatformSidebar::addConnectionRequested, &m_parts.connecting,
            &ConnectionsController::add);
    connect(sidebar, &PlatformSidebar::connectionActionRequested, &m_parts.connecting,
            &ConnectionsController::act);
    connect(&m_parts.connecting, &ConnectionsController::signedIn, this,
            [this](const QString &connectionId) {
                if (!m_shown || m_shown->platform.connectionId != connectionId)
                    m_openNext = connectionId;
            });
}

void ShellController::startServer()
{
    m_parts.connections.local().expect();
    m_startNotice.start();
    m_parts.server.start();
}

void ShellController::onServerStopped(const Problem &why)
{
    m_startNotice.stop();
    const Connection &local = m_parts.connections.local();
    const bool everRan = local.asOf().isValid();
    m_parts.connections.local().lose(why);
    // What it said is for whoever looks after it, and in English; so it comes last, as a quotation.
    const QString said = why.detail.isEmpty() ? QString() : tr(" It said: %1").arg(why.detail);
    if (!m_shown) {
        m_parts.window.showNotice(
            tr("The backend on this computer did not start"),
            tr("Keys that were added before are safe in %1.").arg(m_parts.dataFolder) + said,
            tr("Start again"));
        return;
    }
    m_parts.notifier.offer(
        MessageKind::Error,
        (everRan ? tr("The backend on this computer has stopped. Your keys are kept on disk, but "
                      "until it runs again nothing can be changed and integrations are not served.")
                 : tr("The backend on this computer did not start.")) +
            said,
        tr("Start again"), [this] { startServer(); });
}

void ShellController::updateSidebar() const
{
    QList<SidebarConnection> shown;
    for (const Connection *connection : m_parts.connections.all())
        shown.append(ConnectionText::describe(*connection));
    m_parts.window.sidebar()->setConnections(shown);
}

void ShellController::onStateChanged(Connection &connection)
{
    updateSidebar();
    if (!m_shown)
        return showFirstPlace();
    if (isShown(connection) && connection.state() == Connection::State::SignedOut)
        show(*m_shown);
}

void ShellController::onPlatformsChanged(Connection &connection)
{
    m_parts.window.sidebar()->setPlatforms(connection.id(), connection.platforms());
    const bool isOnline = connection.state() == Connection::State::Online;
    if (isOnline && m_openNext == connection.id()) {
        m_openNext.clear();
        show({{connection.id(), {}}});
    } else if (!m_shown) {
        showFirstPlace();
    } else if (isOnline && isShown(connection) &&
               connection.platform(m_shown->platform.platformId) != m_shownPlatform) {
        show(*m_shown); // the role is another one, or the platform is gone
    }
}

void ShellController::onAboutToRemove(const Connection &connection)
{
    if (!isShown(connection))
        return;
    m_parts.apiKeys.close();
    m_shown.reset();
    m_parts.lastPlace.setPlace({}, LastPlace::Page::Home);
    showFirstPlace();
}

void ShellController::toggleFavourite(const PlatformRef &platform, bool isFavourite)
{
    QSet<PlatformRef> favourites = m_parts.lastPlace.favourites();
    if (isFavourite)
        favourites.insert(platform);
    else
        favourites.remove(platform);
    m_parts.lastPlace.setFavourites(favourites);
    m_parts.window.sidebar()->setFavourites(favourites);
}

bool ShellController::isShown(const Connection &connection) const
{
    return m_shown && m_shown->platform.connectionId == connection.id();
}

void ShellController::show(const Place &place)
{
    Connection *connection = m_parts.connections.find(place.platform.connectionId);
    if (!connection)
        return;
    if (connection->state() == Connection::State::SignedOut) {
        m_shown = place;
        m_shownPlatform.reset();
        return showSignedOut(*connection);
    }
    const auto platform = connection->platform(place.platform.platformId);
    if (!platform && connection->platforms().isEmpty())
        return showWithoutPlatforms(*connection);
    if (!platform) // it is gone, or nobody was signed in before
        return show({{connection->id(), connection->platforms().first().id}});
    m_shown = place;
    m_shownPlatform = platform;
    m_parts.lastPlace.setPlace(place.platform, place.page);
    switch (place.page) {
    case LastPlace::Page::Home:
        return showHome(*connection, *platform);
    case LastPlace::Page::ApiKeys:
        return showApiKeys(*connection, *platform);
    case LastPlace::Page::Security:
        return showSecurity(*connection, *platform);
    }
}

void ShellController::showHome(Connection &connection, const Platform &platform)
{
    m_parts.apiKeys.close();
    m_parts.window.showHome(connection.id(), platform);
    QString text = ProblemText::explain({.code = ProblemCode::RoleRequired});
    if (mayManageKeys(platform.role)) {
        text = connection.isLocal()
                   ? tr("You can manage this platform's API keys: Settings, then API. Keys and "
                        "data are kept by the backend on this computer.")
                   : tr("You can manage this platform's API keys: Settings, then API. Keys and "
                        "data are kept by the backend %1.")
                         .arg(connection.saved().origin.authority());
    }
    m_parts.window.homePage()->setText(text);
    Q_EMIT pageShown();
}

void ShellController::showApiKeys(Connection &connection, const Platform &platform)
{
    m_parts.window.showSettings(connection.id(), platform, apiPage);
    m_parts.apiKeys.open(platform, connection);
    if (!mayManageKeys(platform.role))
        connection.refresh(); // somebody may just have been told that they may
}

void ShellController::showSecurity(const Connection &connection, const Platform &platform)
{
    m_parts.apiKeys.close();
    m_parts.window.showSettings(connection.id(), platform, securityPage);
    Q_EMIT pageShown();
}

void ShellController::showSignedOut(const Connection &connection)
{
    m_parts.apiKeys.close();
    const client::SavedConnection &saved = connection.saved();
    m_parts.window.showSignedOut(saved.name, saved.origin.authority(), reasonOf(connection));
    if (m_shown)
        m_parts.window.sidebar()->setCurrentPlatform(m_shown->platform);
    Q_EMIT pageShown();
}

void ShellController::showFirstPlace()
{
    const PlatformRef last = m_parts.lastPlace.platform();
    Connection *connection = m_parts.connections.find(last.connectionId);
    if (!connection)
        connection = &m_parts.connections.local();
    if (connection->state() == Connection::State::SignedOut ||
        connection->platform(last.platformId))
        return show({last, m_parts.lastPlace.page()});
    if (connection->state() == Connection::State::Connecting)
        return;
    m_startNotice.stop();
    if (connection->platforms().isEmpty())
        return showWithoutPlatforms(*connection);
    show({{connection->id(), connection->platforms().first().id}, LastPlace::Page::Home});
}

void ShellController::showWithoutPlatforms(const Connection &connection)
{
    m_shown.reset();
    m_parts.apiKeys.close();
    if (connection.state() == Connection::State::Offline) {
        m_parts.window.showNotice(tr("The platforms could not be loaded"),
                                  ProblemText::explain(connection.problem()), tr("Try again"));
    } else {
        m_parts.window.showNotice(tr("No platforms"),
                                  tr("You are not a member of a platform on this backend."),
                                  tr("Try again"));
    }
}

void ShellController::onNoticeAction()
{
    // Either the backend did not start, or it runs and its platforms could not be loaded.
    if (m_parts.server.processId() == 0)
        startServer();
    for (Connection *connection : m_parts.connections.all()) {
        if (connection->state() != Connection::State::SignedOut &&
            connection->state() != Connection::State::Connecting)
            connection->reload();
    }
}

} // namespace keydesk::ui
