// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QTimer>

#include <functional>

namespace keydesk::client {

/**
 * Has the person prove to the desktop's keychain who they are: locks it and has it ask for its
 * password. Other programs find it locked meanwhile, and after a "no".
 */
class KeychainUnlock : public QObject
{
    Q_OBJECT

public:
    /** From now on until somebody answers; a prompt that hangs ends it. */
    void setPatience(std::chrono::milliseconds patience) { m_timer.setInterval(patience); }

    void start();

Q_SIGNALS:
    // One of the two, once.
    void unlocked();
    /** KeychainMissing, KeychainSilent, or KeychainLocked: nobody knew the password. */
    void failed(const keydesk::Problem &problem);

protected:
    /** \a daemon is the keychain's name on the bus: it fails when that goes. */
    KeychainUnlock(const QString &daemon, QObject *parent);

    virtual void lock() = 0;

    QDBusConnection bus() const { return m_bus; }
    /** \a next is called with the reply. An error fails, and so does no reply in \a timeout
     *  milliseconds; -1 is what D-Bus takes for a service that hangs. */
    void send(const QDBusMessage &call, const std::function<void(const QDBusMessage &)> &next,
              int timeout = -1);
    void succeed();
    void fail(ProblemCode code, const QString &detail = {});

private:
    bool finish();

    QDBusConnection m_bus = QDBusConnection::sessionBus();
    QTimer m_timer;
    bool m_isOver = false;
};

} // namespace keydesk::client
