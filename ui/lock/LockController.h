// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lock/Curtain.h"

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QString>

namespace keydesk {
struct Problem;
}

namespace keydesk::client {
class Connections;
class PersonCheck;
} // namespace keydesk::client

namespace keydesk::ui {

class ConnectionsController;
class LockPage;
class MainWindow;
class SecretClipboard;
class SecretSettings;

/**
 * Locks Keydesk and unlocks it: covers the window, takes every dialog off the screen, and lets in
 * who has the keychain's password, or signs in as who was signed in. What was open goes on below.
 * A locked Keydesk that is ended and started again is still locked. GUI thread.
 *
 * It keeps out who comes to the computer, not other programs of the same user: what the desktop
 * lets those read, such as the keychain, is beyond it.
 */
class LockController : public QObject
{
    Q_OBJECT

public:
    /** All of them outlive it. */
    struct Parts
    {
        MainWindow &window;
        client::PersonCheck &person;
        client::Connections &connections;
        ConnectionsController &connecting;
        SecretClipboard &clipboard;
        SecretSettings &settings;
    };

    explicit LockController(const Parts &parts, QObject *parent = nullptr);

    /** At the start, before the window is shown. */
    void lockAgain();
    void lock();
    bool isLocked() const { return m_curtain.isDown(); }

private:
    void cover();
    void askKeychain();
    void signIn(const QString &connectionId);
    void onSignedIn(const QString &connectionId);
    void unlock();
    static QString explain(const Problem &problem);

    Parts m_parts;
    Curtain m_curtain;
    QPointer<LockPage> m_page;        ///< the window's
    QMap<QString, QString> m_members; ///< who was signed in: connection's id → member's id
};

} // namespace keydesk::ui
