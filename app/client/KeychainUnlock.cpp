// SPDX-License-Identifier: Apache-2.0
#include "client/KeychainUnlock.h"

#include <QDBusError>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>

#include <utility>

namespace keydesk::client {

KeychainUnlock::KeychainUnlock(const QString &daemon, QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::minutes(3)); // somebody may be looking for their password
    connect(&m_timer, &QTimer::timeout, this, [this] { fail(ProblemCode::KeychainSilent); });
    auto *watcher =
        new QDBusServiceWatcher(daemon, m_bus, QDBusServiceWatcher::WatchForUnregistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this,
            [this] { fail(ProblemCode::KeychainMissing); });
}

void KeychainUnlock::start()
{
    m_timer.start();
    lock();
}

void KeychainUnlock::send(const QDBusMessage &call,
                          const std::function<void(const QDBusMessage &)> &next, int timeout)
{
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, timeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, next] {
        watcher->deleteLater();
        if (m_isOver)
            return;
        if (watcher->isError())
            return fail(ProblemCode::KeychainMissing, watcher->error().message());
        next(watcher->reply());
    });
}

bool KeychainUnlock::finish()
{
    m_timer.stop();
    return !std::exchange(m_isOver, true);
}

void KeychainUnlock::succeed()
{
    if (finish())
        Q_EMIT unlocked();
}

void KeychainUnlock::fail(ProblemCode code, const QString &detail)
{
    if (finish())
        Q_EMIT failed({.code = code, .detail = detail});
}

} // namespace keydesk::client
