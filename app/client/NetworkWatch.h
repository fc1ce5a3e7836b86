// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

class QSocketNotifier;

namespace keydesk::client {

/**
 * Notices that a connection which could not be made a moment ago may be possible now: the network
 * came back, or the computer woke up.
 *
 * The network: QNetworkInformation, by NetworkManager or GLib's monitor, as Qt has plugins; where
 * neither works, there is only the waking. That is told by a timer that Linux cancels when the
 * system's clock is set, as it is on waking (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET), and a
 * look at a clock that goes on in sleep (CLOCK_BOOTTIME) and one that does not. It needs no
 * service, is the same in a container, and costs nothing while nothing happens.
 */
class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    /** How long the computer has been asleep since it was started. */
    using SleepClock = std::function<std::chrono::milliseconds()>;
    static std::chrono::milliseconds timeAsleep();

    explicit NetworkWatch(SleepClock clock = timeAsleep, QObject *parent = nullptr);
    ~NetworkWatch() override;

    /** Loads Qt's plugin, which may ask a service: not before the window is there. */
    void start();
    /** The system's clock was set, as the timer tells it; only a sleep matters. */
    void onClockSet();
    /** As the plugin tells it; only a change to true matters. */
    void setOnline(bool isOnline);

Q_SIGNALS:
    /** Once for what comes within a moment, as both reasons often do. */
    void tryNow();

private:
    void watchReachability();
    void watchClock();
    void onTimerCancelled();

    SleepClock m_clock;
    std::chrono::milliseconds m_asleep;
    QTimer m_moment;
    int m_timer = -1; ///< a file descriptor; below 0: none
    std::unique_ptr<QSocketNotifier> m_timerNotifier;
    bool m_isOnline = true;
};

} // namespace keydesk::client
