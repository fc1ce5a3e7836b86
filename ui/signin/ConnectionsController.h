// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/BackendUrl.h"
#include "client/ServerClient.h"
#include "shell/SidebarConnection.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

namespace keydesk::client {
class Connection;
class Connections;
} // namespace keydesk::client

namespace keydesk::ui {

class ConnectionDialog;
class Notifier;
class SignInFlow;

/**
 * Adds backends, signs in and out, renames and removes them: what the sidebar's headings offer. GUI
 * thread.
 */
class ConnectionsController : public QObject
{
    Q_OBJECT

public:
    /** All of them outlive the controller; the window is the dialogs' parent. */
    struct Parts
    {
        client::Connections &connections;
        Notifier &notifier;
        QWidget &window;
    };

    explicit ConnectionsController(Parts parts, QObject *parent = nullptr);
    ~ConnectionsController() override;

    /** At the start: connections of before may be missing. Nothing: none is. */
    void sayWhatIsMissing(const std::optional<Problem> &loadProblem);
    void add();
    void act(const QString &connectionId, ConnectionAction action);
    void signIn(client::Connection &connection);

Q_SIGNALS:
    /** Its platforms are being loaded. */
    void signedIn(const QString &connectionId);
    /** There was not even a dialog; the message bar says so too. */
    void signInFailed(const QString &text);

private:
    /** A backend that is looked at before it is added. */
    struct Probe;

    void look(const QString &address);
    void onLooked(const Result<client::ServerInfo> &info);
    void chooseAuthority(QWidget *parent, const std::function<void(const QString &path)> &chosen);
    void setProbeAuthority(const QString &path);
    void save(const QString &name);
    void rename(client::Connection &connection);
    void signOut(client::Connection &connection);
    void changeAuthority(client::Connection &connection);
    void remove(client::Connection &connection);

    Parts m_parts;
    QPointer<ConnectionDialog> m_dialog;
    std::unique_ptr<Probe> m_probe;
    QPointer<SignInFlow> m_signIn;
};

} // namespace keydesk::ui
