// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apikeys/ApiKeysController.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/UnseenKeys.h"
#include "client/ConnectionList.h"
#include "client/Connections.h"
#include "client/LocalCache.h"
#include "client/LocalServer.h"
#include "client/NetworkWatch.h"
#include "client/PendingCreates.h"
#include "client/SessionWatch.h"
#include "client/SingleInstance.h"
#include "client/SystemKeychain.h"
#include "client/TerminationSignals.h"
#include "client/UnsettledCreates.h"
#include "client/Worker.h"
#include "lock/AutoLock.h"
#include "lock/LockController.h"
#include "secret/CaptureGuard.h"
#include "secret/ClipboardNotice.h"
#include "secret/SecretCare.h"
#include "secret/SecretClipboard.h"
#include "settings/SecretSettings.h"
#include "settings/SecurityController.h"
#include "settings/SecurityPage.h"
#include "settings/SettingsFile.h"
#include "shell/LastPlace.h"
#include "shell/MainWindow.h"
#include "shell/Notifier.h"
#include "shell/ShellController.h"
#include "signin/ConnectionsController.h"
#include "style/ColorScheme.h"

namespace keydesk::ui {

/**
 * The composition root: builds the parts and hands them to each other. The order of the members is
 * the order in which they are made; they go in the reverse one.
 */
class Application : public QObject
{
    Q_OBJECT

public:
    /** What is made before the window, so that the backend starts while the window is built. */
    struct Foundations
    {
        QString dataFolder; ///< see client::dataFolder()
        client::SingleInstance &instance;
        client::LocalServer &server; ///< may have been started already
        KeydeskStyle *style;         ///< the QApplication's
    };

    /** The foundations outlive the application. */
    explicit Application(const Foundations &foundations);
    ~Application() override;

    /**
     * Shows the window with its first page instead of an empty one that fills up; after 100 ms it
     * is shown in any case, but not before the desktop has said whether it is light or dark.
     */
    void show();

private:
    client::LocalCache &cacheReadAhead();
    void showIfReady();
    void finishStart();
    ApiKeysPage *addApiPage();
    SecurityPage *addSecurityPage();
    void followSession();
    void addShortcuts();
    void followDesktop();
    void reload();
    void openDocumentation();
    void raise(const QByteArray &activationToken);

    ColorScheme m_colorScheme;
    client::Worker m_worker;
    SettingsFile m_settings;
    LastPlace m_lastPlace;
    SecretSettings m_secretSettings;
    client::LocalCache m_cache;
    client::ConnectionList m_connectionList;
    client::SystemKeychain m_keychain;
    client::PendingCreates m_pendingCreates;
    client::Connections m_connections;
    client::UnsettledCreates m_unsettledCreates;
    client::NetworkWatch m_networkWatch;
    ApiKeysModel m_model;
    SecretClipboard m_secrets;
    client::SessionWatch m_session;
    std::unique_ptr<CaptureGuard> m_captureGuard;
    SecretCare m_care;
    MainWindow m_window;
    ApiKeysPage *m_page;          ///< owned by the window
    SecurityPage *m_securityPage; ///< likewise
    Notifier m_notifier;
    ClipboardNotice m_clipboardNotice;
    ApiKeysController m_apiKeys;
    UnseenKeys m_unseenKeys;
    ConnectionsController m_connecting;
    ShellController m_shell;
    AutoLock m_autoLock;
    SecurityController m_security;
    LockController m_lock;
    client::TerminationSignals m_termination;
    bool m_isPageReady = false;
    bool m_wasShown = false;
};

} // namespace keydesk::ui
