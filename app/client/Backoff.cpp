// SPDX-License-Identifier: Apache-2.0
#include "client/Backoff.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

namespace keydesk::client {

namespace {

double systemRandom()
{
    return QRandomGenerator::global()->generateDouble();
}

void afterTimer(std::chrono::milliseconds delay, QObject *context,
                const std::function<void()> &call)
{
    QTimer::singleShot(delay, context, call);
}

} // namespace

Backoff::Backoff(QObject *parent)
    : Backoff(Timing{}, parent)
{
}

Backoff::Backoff(Timing timing, QObject *parent)
    : QObject(parent)
    , m_timing(std::move(timing))
{
    if (!m_timing.random)
        m_timing.random = systemRandom;
    if (!m_timing.after)
        m_timing.after = afterTimer;
}

std::chrono::milliseconds Backoff::wait(std::optional<std::chrono::seconds> retryAfter)
{
    const auto asked = std::min(retryAfter.value_or(std::chrono::seconds(0)), longestRetryAfter);
    const std::chrono::milliseconds delay = asked + jittered();
    ++m_failures;
    m_isWaiting = true;
    m_timing.after(delay, this, [this, wait = ++m_waits] {
        if (!m_isWaiting || wait != m_waits)
            return;
        m_isWaiting = false;
        Q_EMIT due();
    });
    return delay;
}

void Backoff::cancel()
{
    m_isWaiting = false;
}

void Backoff::setBase(std::chrono::milliseconds base)
{
    m_timing.base = std::clamp(base, std::chrono::milliseconds(100), m_timing.cap);
}

std::chrono::milliseconds Backoff::jittered() const
{
    // Beyond 2^16 any base is over any cap, and the shift must not be.
    const auto longest = std::min(m_timing.base * (1 << std::min(m_failures, 16)), m_timing.cap);
    return std::chrono::milliseconds(
        static_cast<qint64>(m_timing.random() * static_cast<double>(longest.count())));
}

} // namespace keydesk::client
