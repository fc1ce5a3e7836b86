// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QObject>
#include <QTimer>

#include <functional>

namespace keydesk::client {

/**
 * Has the person prove to the desktop's Secret Service who they are: locks the default collection
 * and has the service ask for its password. (Secret Service API, 0.2: Service.Lock, Service.Unlock,
 * Prompt.) Other programs find the collection locked meanwhile, and after a "no".
 */
class KeychainUnlock : public QObject
{
    Q_OBJECT

public:
    explicit KeychainUnlock(QObject *parent = nullptr);

    /** From now on until somebody answers; a prompt that hangs ends it. */
    void setPatience(std::chrono::milliseconds patience) { m_timer.setInterval(patience); }

    void start();

Q_SIGNALS:
    // One of the two, once.
    void unlocked();
    /** KeychainMissing, KeychainSilent, or KeychainLocked: nobody knew the password. */
    void failed(const keydesk::Problem &problem);

private Q_SLOTS:
    void onCompleted(bool wasDismissed, const QDBusVariant &result);

private:
    void lock(const QString &collection);
    void unlock(const QString &collection);
    void prompt(const QString &path);
    void send(const QDBusMessage &call, const std::function<void(const QDBusMessage &)> &next);
    bool finish();
    void succeed();
    void fail(ProblemCode code, const QString &detail = {});

    QDBusConnection m_bus = QDBusConnection::sessionBus();
    QTimer m_timer;
    bool m_isOver = false;
};

} // namespace keydesk::client
