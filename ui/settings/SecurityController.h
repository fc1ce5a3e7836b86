// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QObject>

#include <functional>

namespace keydesk::client {
class Connections;
class Keychain;
} // namespace keydesk::client

namespace keydesk::ui {

class AutoLock;
class Notifier;
class SecretClipboard;
class SecretSettings;
class SecurityPage;

/** Takes the choices of the page "Security" to where they count, and keeps them. A lock is only
 *  turned on if it could be opened again. GUI thread. */
class SecurityController : public QObject
{
    Q_OBJECT

public:
    /** All of them outlive it. */
    struct Parts
    {
        SecurityPage &page;
        SecretSettings &settings;
        SecretClipboard &clipboard;
        AutoLock &autoLock;
        client::Keychain &keychain;
        client::Connections &connections;
        Notifier &notifier;
    };

    explicit SecurityController(const Parts &parts, QObject *parent = nullptr);

    /** For the page, and by keyboard. */
    void lockNow();

Q_SIGNALS:
    void lockRequested();

private:
    void turn(bool isOn, const std::function<void()> &keep);
    void apply();
    void withWayBack(const std::function<void()> &lock);
    bool canSignIn() const;
    static QString whyNotLocked(ProblemCode keychain);

    Parts m_parts;
};

} // namespace keydesk::ui
