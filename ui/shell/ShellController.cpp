// SPDX-License-Identifier: Apache-2.0
#include "shell/ShellController.h"

#include "apikeys/ApiKeysController.h"
#include "client/RestClient.h"
#include "shell/LastPlace.h"
#include "shell/MainWindow.h"
#include "shell/Notifier.h"
#include "shell/PlatformHomePage.h"
#include "shell/PlatformSidebar.h"
#include "shell/ProblemText.h"

#include <algorithm>
#include <utility>

namespace keydesk::ui {

using client::LocalServer;

ShellController::ShellController(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    connectServer();
    connectWindow();
    m_parts.window.sidebar()->setHeading(
        tr("This computer"), tr("The backend on this computer. It runs while Keydesk is open."));
    m_startNotice.setSingleShot(true);
    m_startNotice.setInterval(std::chrono::milliseconds(500));
    connect(&m_startNotice, &QTimer::timeout, this, [this] {
        if (m_platforms.isEmpty())
            m_parts.window.showNotice(tr("Starting"),
                                      tr("The backend on this computer is starting."));
    });
    startServer();
}

void ShellController::connectServer()
{
    connect(&m_parts.server, &LocalServer::ready, this, &ShellController::onReady);
    connect(&m_parts.server, &LocalServer::stopped, this, &ShellController::onStopped);
}

void ShellController::connectWindow()
{
    MainWindow *window = &m_parts.window;
    connect(window, &MainWindow::platformActivated, this, &ShellController::showHome);
    connect(window, &MainWindow::settingsRequested, this, &ShellController::showApiKeys);
    connect(window, &MainWindow::noticeActionTriggered, this, [this] {
        // Either the backend did not start, or it runs and its platforms could not be loaded.
        if (m_parts.server.processId() == 0)
            startServer();
        else
            loadPlatforms();
    });
}

void ShellController::startServer()
{
    m_parts.window.sidebar()->setStatus(tr("starting"), StatusKind::Neutral);
    m_startNotice.start();
    m_parts.server.start();
}

void ShellController::onReady(const QUrl &baseUrl, const client::AccessToken &ownerToken)
{
    m_parts.rest.setBackend(baseUrl, ownerToken);
    m_parts.window.sidebar()->setStatus(tr("running"), StatusKind::Good);
    m_parts.apiKeys.setBackend(baseUrl);
    m_parts.notifier.clear();
    loadPlatforms();
}

void ShellController::onStopped(const Problem &why)
{
    m_startNotice.stop();
    m_parts.window.sidebar()->setStatus(tr("stopped"), StatusKind::Bad);
    m_parts.apiKeys.setBackend({});
    // What it said is for whoever looks after it, and in English; so it comes last, as a quotation.
    const QString said = why.detail.isEmpty() ? QString() : tr(" It said: %1").arg(why.detail);
    if (m_platforms.isEmpty()) {
        m_parts.window.showNotice(
            tr("The backend on this computer did not start"),
            tr("Keys that were added before are safe in %1.").arg(m_parts.dataFolder) + said,
            tr("Start again"));
        return;
    }
    m_parts.notifier.offer(MessageKind::Error,
                           tr("The backend on this computer has stopped. Your keys are kept on "
                              "disk, but until it runs "
                              "again nothing can be changed and integrations are not served.") +
                               said,
                           tr("Start again"), [this] { startServer(); });
}

void ShellController::loadPlatforms()
{
    m_parts.platforms.list().then(this, [this](const Result<QList<Platform>> &platforms) {
        onPlatforms(platforms);
    });
}

void ShellController::onPlatforms(const Result<QList<Platform>> &platforms)
{
    m_startNotice.stop();
    if (!platforms) {
        m_parts.window.showNotice(tr("The platforms could not be loaded"),
                                  ProblemText::explain(platforms.error()), tr("Try again"));
        return;
    }
    m_platforms = *platforms;
    m_parts.window.sidebar()->setPlatforms(m_platforms);
    if (m_platforms.isEmpty()) {
        m_parts.window.showNotice(tr("No platforms"),
                                  tr("You are not a member of a platform on this backend."),
                                  tr("Try again"));
        return;
    }
    showLastPlace();
}

void ShellController::showLastPlace()
{
    const auto last = platform(m_parts.lastPlace.platformId());
    if (last && m_parts.lastPlace.page() == LastPlace::Page::ApiKeys)
        showApiKeys(last->id);
    else
        showHome(last ? last->id : m_platforms.first().id);
}

void ShellController::showHome(const QString &platformId)
{
    const auto shown = platform(platformId);
    if (!shown)
        return;
    m_parts.window.showHome(*shown);
    m_parts.window.sidebar()->setCurrentPlatform(platformId);
    m_parts.window.homePage()->setText(
        mayManageKeys(shown->role)
            ? tr("You can manage this platform's API keys: Settings, then API. Keys and data are "
                 "kept by the backend on this computer.")
            : ProblemText::explain({.code = ProblemCode::RoleRequired}));
    m_parts.lastPlace.setPlace(platformId, LastPlace::Page::Home);
    Q_EMIT pageShown();
}

void ShellController::showApiKeys(const QString &platformId)
{
    const auto shown = platform(platformId);
    if (!shown)
        return;
    m_parts.window.showSettings(*shown);
    m_parts.window.sidebar()->setCurrentPlatform(platformId);
    m_parts.apiKeys.open(*shown);
    m_parts.lastPlace.setPlace(platformId, LastPlace::Page::ApiKeys);
}

std::optional<Platform> ShellController::platform(const QString &id) const
{
    const auto found = std::ranges::find(m_platforms, id, &Platform::id);
    return found == m_platforms.end() ? std::nullopt : std::optional(*found);
}

} // namespace keydesk::ui
