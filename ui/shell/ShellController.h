// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/LocalServer.h"
#include "client/PlatformsClient.h"
#include "keys/Platform.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace keydesk::client {
class RestClient;
}

namespace keydesk::ui {

class ApiKeysController;
class LastPlace;
class MainWindow;
class Notifier;

/**
 * Decides what the window shows: the backend on this computer as it starts, stops and starts
 * again, its platforms, and the way from a platform to its settings. GUI thread.
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
        client::RestClient &rest;
        client::PlatformsClient &platforms;
        ApiKeysController &apiKeys;
        Notifier &notifier;
        LastPlace &lastPlace;
        QString dataFolder;
    };

    explicit ShellController(Parts parts, QObject *parent = nullptr);

Q_SIGNALS:
    /** A platform's home is up, which waits for nothing more. */
    void pageShown();

private:
    void connectServer();
    void connectWindow();
    void onReady(const QUrl &baseUrl, const client::AccessToken &ownerToken);
    void onStopped(const Problem &why);
    void startServer();
    void loadPlatforms();
    void onPlatforms(const Result<QList<Platform>> &platforms);
    void showLastPlace();
    void showHome(const QString &platformId);
    void showApiKeys(const QString &platformId);
    std::optional<Platform> platform(const QString &id) const;

    Parts m_parts;
    QList<Platform> m_platforms;
    QTimer m_startNotice; ///< says that the backend starts, if that takes long enough to wonder
};

} // namespace keydesk::ui
