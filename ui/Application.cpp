// SPDX-License-Identifier: Apache-2.0
#include "Application.h"

#include "apikeys/ApiKeysPage.h"
#include "process/Secrecy.h"
#include "shell/TimeToPaint.h"
#include "style/Icons.h"

#include <QApplication>
#include <QDesktopServices>
#include <QShortcut>
#include <QTimer>
#include <QUrl>

namespace keydesk::ui {

using namespace Qt::StringLiterals;

namespace {

QDateTime now()
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace

Application::Application(const Foundations &foundations)
    : m_colorScheme(foundations.style)
    , m_settings(m_worker)
    , m_lastPlace(m_settings)
    , m_secretSettings(m_settings)
    , m_cache(m_worker, foundations.dataFolder)
    , m_connectionList(m_worker, m_cache, foundations.dataFolder)
    , m_keychain(u"Keydesk"_s)
    , m_pendingCreates(m_keychain, m_worker, foundations.dataFolder)
    , m_connections(tr("This computer"), m_connectionList, m_keychain, cacheReadAhead())
    , m_unsettledCreates(m_connections, m_pendingCreates)
    , m_model(now)
    , m_secrets(QGuiApplication::clipboard())
    , m_captureGuard(systemCaptureGuard())
    , m_care({m_secrets, m_keychain, m_worker, m_session, *m_captureGuard, m_secretSettings})
    , m_page(addApiPage())
    , m_securityPage(addSecurityPage())
    , m_notifier(*m_window.messageBar())
    , m_clipboardNotice(m_secrets, m_notifier)
    , m_apiKeys({*m_page, m_model, m_care, m_notifier, m_unsettledCreates, m_window, now})
    , m_unseenKeys({m_connections, m_unsettledCreates, m_care, m_notifier, m_window, now})
    , m_connecting({m_connections, m_notifier, m_window})
    , m_shell({m_window, foundations.server, m_connections, m_connecting, m_apiKeys, m_notifier,
               m_lastPlace, foundations.dataFolder})
    , m_autoLock(m_session)
    , m_security({*m_securityPage, m_secretSettings, m_secrets, m_autoLock, m_keychain,
                  m_connections, m_notifier})
    , m_lock({m_window, m_keychain, m_connections, m_connecting, m_secrets, m_secretSettings})
{
    m_window.restoreGeometry(m_lastPlace.windowGeometry());
    connect(m_page, &ApiKeysPage::documentationRequested, this, &Application::openDocumentation);
    connect(&foundations.instance, &client::SingleInstance::raiseRequested, this,
            &Application::raise);
    // Without a question: a key that nobody has copied is offered by the next start.
    connect(&m_termination, &client::TerminationSignals::received, qApp,
            [] { QCoreApplication::exit(); });
    connect(&m_settings, &SettingsFile::writingFailed, &m_notifier, [this] {
        m_notifier.say(
            MessageKind::Warning,
            tr("Your settings could not be written to %1. They last until Keydesk is closed. "
               "Make room on that disk, or allow yourself to write there.")
                .arg(SettingsFile::path()));
    });
    addShortcuts();
    followDesktop();
    followSession();
    m_unsettledCreates.lookForLeft();
    m_connecting.sayWhatIsMissing(m_connectionList.loadProblem());
}

Application::~Application()
{
    m_lastPlace.setWindowGeometry(m_window.saveGeometry());
}

// What is seen first; the platforms are read behind it.
client::LocalCache &Application::cacheReadAhead()
{
    const PlatformRef place = m_lastPlace.platform();
    if (m_lastPlace.page() == LastPlace::Page::ApiKeys && !place.platformId.isEmpty())
        m_cache.readAhead(place.connectionId, place.platformId);
    return m_cache;
}

void Application::show()
{
    const auto ready = [this] {
        m_isPageReady = true;
        showIfReady();
    };
    connect(&m_apiKeys, &ApiKeysController::loaded, &m_window, ready);
    connect(&m_shell, &ShellController::pageShown, &m_window, ready);
    connect(&m_colorScheme, &ColorScheme::settled, &m_window, [this] { showIfReady(); });
    QTimer::singleShot(std::chrono::milliseconds(100), &m_window, ready);
}

void Application::showIfReady()
{
    if (m_isPageReady && m_colorScheme.isSettled() && !m_wasShown) {
        m_wasShown = true;
        m_window.show();
        // The portals have been asked. On the very first start, which waits for the backend on this
        // computer, its token for this run may be here by now; no other secret is.
        forbidReadingMemory();
        QTimer::singleShot(timeToPaint, &m_window, [this] { finishStart(); });
    }
}

void Application::finishStart()
{
    QApplication::setWindowIcon(applicationIcon()); // drawn in all its sizes
    m_networkWatch.start();
    m_session.start();
}

ApiKeysPage *Application::addApiPage()
{
    auto *page = new ApiKeysPage(&m_model);
    m_window.addSettingsPage(ShellController::apiPage, tr("API"), page);
    return page;
}

SecurityPage *Application::addSecurityPage()
{
    auto *page = new SecurityPage(m_captureGuard->isSupported());
    m_window.addSettingsPage(ShellController::securityPage, tr("Security"), page);
    return page;
}

void Application::followSession()
{
    // Whoever comes to this computer next must not find it.
    connect(&m_session, &client::SessionWatch::sessionLocked, &m_secrets, &SecretClipboard::clear);
    connect(&m_autoLock, &AutoLock::lockRequested, &m_lock, &LockController::lock);
    connect(&m_autoLock, &AutoLock::lockKeyPressed, &m_security, &SecurityController::lockNow);
    connect(&m_security, &SecurityController::lockRequested, &m_lock, &LockController::lock);
    m_lock.lockAgain();
}

void Application::followDesktop()
{
    connect(&m_networkWatch, &client::NetworkWatch::tryNow, &m_window, [this] {
        m_connections.tryNow();
        m_apiKeys.tryNow();
    });
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, &m_window,
            [this](Qt::ApplicationState state) {
                const bool isActive = state == Qt::ApplicationActive;
                m_apiKeys.setInUse(isActive); // nobody looks, nothing wakes up
                if (isActive)
                    m_connections.refresh();
            });
}

void Application::reload()
{
    m_connections.refresh();
    m_apiKeys.reload();
}

void Application::addShortcuts()
{
    auto *refresh = new QShortcut(QKeySequence::Refresh, &m_window);
    connect(refresh, &QShortcut::activated, this, &Application::reload);
    auto *quit = new QShortcut(QKeySequence::Quit, &m_window);
    connect(quit, &QShortcut::activated, &m_window, &QWidget::close);
}

void Application::openDocumentation()
{
    const QUrl url = m_apiKeys.backend().resolved(QUrl(u"/docs"_s));
    if (!QDesktopServices::openUrl(url))
        m_notifier.say(
            MessageKind::Warning,
            tr("No browser could be opened. The documentation is at %1.").arg(url.toString()));
}

void Application::raise(const QByteArray &activationToken)
{
    // Where Qt's platform plugins look for the leave to take the focus.
    if (!activationToken.isEmpty()) {
        qputenv("XDG_ACTIVATION_TOKEN", activationToken);
        qputenv("DESKTOP_STARTUP_ID", activationToken);
    }
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

} // namespace keydesk::ui
