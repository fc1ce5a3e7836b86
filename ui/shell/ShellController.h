// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Platform.h"
#include "keys/PlatformRef.h"
#include "keys/Problem.h"
#include "shell/LastPlace.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace keydesk::client {
class Connection;
class Connections;
class LocalServer;
} // namespace keydesk::client

namespace keydesk::ui {

class ApiKeysController;
class ConnectionsController;
class MainWindow;
class Notifier;

/**
 * Decides what the window shows: the connections with their platforms as they come and go, the
 * backend on this computer as it starts, stops and starts again, and the way from a platform to its
 * settings. GUI thread.
 */
class ShellController : public QObject
{
    Q_OBJECT

public:
    /** All references outlive the controller. */
    struct Parts
    {
        MainWindow &window;
        client::LocalServer &server;
        client::Connections &connections;
        ConnectionsController &connecting;
        ApiKeysController &apiKeys;
        Notifier &notifier;
        LastPlace &lastPlace;
        QString dataFolder;
    };

    explicit ShellController(Parts parts, QObject *parent = nullptr);

    // The pages of the settings.
    static constexpr QLatin1StringView apiPage{"api"};
    static constexpr QLatin1StringView securityPage{"security"};

Q_SIGNALS:
    /** A page is up that waits for nothing more. */
    void pageShown();

private:
    struct Place
    {
        PlatformRef platform;
        LastPlace::Page page = LastPlace::Page::Home;
    };

    void connectServer();
    void connectConnections();
    void connectWindow();
    void startServer();
    void onServerStopped(const Problem &why);
    void onStateChanged(client::Connection &connection);
    void onPlatformsChanged(client::Connection &connection);
    void onAboutToRemove(const client::Connection &connection);
    void updateSidebar() const;
    void toggleFavourite(const PlatformRef &platform, bool isFavourite);

    void show(const Place &place);
    void showHome(client::Connection &connection, const Platform &platform);
    void showApiKeys(client::Connection &connection, const Platform &platform);
    void showSecurity(const client::Connection &connection, const Platform &platform);
    void showSignedOut(const client::Connection &connection);
    /** Nothing is shown yet: where the person was, as soon as that is known. */
    void showFirstPlace();
    void showWithoutPlatforms(const client::Connection &connection);
    void onNoticeAction();
    bool isShown(const client::Connection &connection) const;

    Parts m_parts;
    std::optional<Place> m_shown;
    std::optional<Platform> m_shownPlatform; ///< as it was when it was shown
    QString m_openNext;   ///< the connection to go to when its platforms are there
    QTimer m_startNotice; ///< says that the backend starts, if that takes long enough to wonder
};

} // namespace keydesk::ui
