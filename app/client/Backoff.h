// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

namespace keydesk::client {

/**
 * How long to wait before the next try: longer after each failure, and for a random part of that
 * time ("full jitter"), so that a backend that comes back does not meet all its clients at once.
 */
class Backoff : public QObject
{
    Q_OBJECT

public:
    struct Timing
    {
        std::chrono::milliseconds base = std::chrono::seconds(1); ///< the first wait, at most
        std::chrono::milliseconds cap = std::chrono::seconds(60);
        std::function<double()> random = {}; ///< from [0, 1); empty: the system's
        /** Calls the function later, unless \a context has gone. Empty: QTimer. */
        std::function<void(std::chrono::milliseconds, QObject *context, std::function<void()>)>
            after = {};
    };

    /** No Retry-After is taken for longer than this. */
    static constexpr std::chrono::seconds longestRetryAfter = std::chrono::hours(1);

    explicit Backoff(QObject *parent = nullptr);
    explicit Backoff(Timing timing, QObject *parent = nullptr);

    /**
     * There was a failure: due() comes once, after the time that this returns. Not before
     * \a retryAfter, which the server asked for; then its clients are spread over the time behind
     * that. Replaces a wait that is under way.
     */
    std::chrono::milliseconds wait(std::optional<std::chrono::seconds> retryAfter = {});
    bool isWaiting() const { return m_isWaiting; }

    /** There will be no due(). */
    void cancel();
    /** It worked: the next failure is the first one. */
    void reset() { m_failures = 0; }
    /** What the server wants for the first wait. */
    void setBase(std::chrono::milliseconds base);

Q_SIGNALS:
    void due();

private:
    std::chrono::milliseconds jittered() const;

    Timing m_timing;
    int m_failures = 0;
    quint64 m_waits = 0; ///< tells a timer that it is no longer the one
    bool m_isWaiting = false;
};

} // namespace keydesk::client
