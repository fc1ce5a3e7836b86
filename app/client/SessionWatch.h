// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <memory>

namespace keydesk::client {

/**
 * Notices that the person leaves: their session on this computer is locked, or the computer goes to
 * sleep. GUI thread, asynchronous; where nobody tells, it stays silent.
 *
 * One file a platform. Linux: systemd-logind (org.freedesktop.login1: Lock, LockedHint,
 * PrepareForSleep) and the desktops' screen savers (ActiveChanged), over D-Bus.
 */
class SessionWatch : public QObject
{
    Q_OBJECT

public:
    explicit SessionWatch(QObject *parent = nullptr);
    ~SessionWatch() override;

    /** Asks nobody anything before. */
    void start();

Q_SIGNALS:
    /** May come more than once for one lock, as several parts of a desktop tell of it. */
    void sessionLocked();
    void goingToSleep();

private:
    class Source;

    std::unique_ptr<Source> m_source;
};

} // namespace keydesk::client
