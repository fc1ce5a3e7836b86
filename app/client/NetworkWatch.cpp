// SPDX-License-Identifier: Apache-2.0
#include "client/NetworkWatch.h"

#include <QNetworkInformation>
#include <QSocketNotifier>

#include <sys/timerfd.h>

#include <ctime>
#include <unistd.h>

namespace keydesk::client {

namespace {

// Both clocks are read one after the other; what lies between must not look like sleep.
constexpr std::chrono::milliseconds shortestSleep(1000);

std::chrono::milliseconds now(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) +
           std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::nanoseconds(time.tv_nsec));
}

/** Sets \a timer to a day that does not come: only its cancelling is of interest. */
void waitForClock(int timer)
{
    constexpr time_t tenYears = 10L * 365 * 24 * 3600;
    itimerspec never{};
    never.it_value.tv_sec = time(nullptr) + tenYears;
    timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr);
}

} // namespace

std::chrono::milliseconds NetworkWatch::timeAsleep()
{
    return now(CLOCK_BOOTTIME) - now(CLOCK_MONOTONIC);
}

NetworkWatch::NetworkWatch(SleepClock clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_asleep(m_clock())
{
    m_moment.setSingleShot(true);
    m_moment.setInterval(std::chrono::milliseconds(250));
    connect(&m_moment, &QTimer::timeout, this, &NetworkWatch::tryNow);
}

NetworkWatch::~NetworkWatch()
{
    m_timerNotifier.reset();
    if (m_timer >= 0)
        close(m_timer);
}

void NetworkWatch::start()
{
    m_asleep = m_clock();
    watchClock();
    watchReachability();
}

void NetworkWatch::watchClock()
{
    m_timer = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    if (m_timer < 0)
        return;
    waitForClock(m_timer);
    m_timerNotifier = std::make_unique<QSocketNotifier>(m_timer, QSocketNotifier::Read);
    connect(m_timerNotifier.get(), &QSocketNotifier::activated, this,
            &NetworkWatch::onTimerCancelled);
}

void NetworkWatch::onTimerCancelled()
{
    quint64 expirations = 0;
    // Fails with ECANCELED, and that is the news.
    [[maybe_unused]] const auto got = read(m_timer, &expirations, sizeof expirations);
    waitForClock(m_timer);
    onClockSet();
}

void NetworkWatch::watchReachability()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    const QNetworkInformation *information = QNetworkInformation::instance();
    const auto take = [this](QNetworkInformation::Reachability reachability) {
        // A backend on this network or this computer needs no way to the internet.
        setOnline(reachability != QNetworkInformation::Reachability::Disconnected);
    };
    take(information->reachability());
    connect(information, &QNetworkInformation::reachabilityChanged, this, take);
}

void NetworkWatch::setOnline(bool isOnline)
{
    if (isOnline && !m_isOnline)
        m_moment.start();
    m_isOnline = isOnline;
}

void NetworkWatch::onClockSet()
{
    const std::chrono::milliseconds asleep = m_clock();
    if (asleep - m_asleep >= shortestSleep)
        m_moment.start();
    m_asleep = asleep;
}

} // namespace keydesk::client
