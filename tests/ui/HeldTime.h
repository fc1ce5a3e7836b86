// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>

#include <chrono>

namespace keydesk::testing {

/**
 * An application that knows for how long one event at most has held its event loop.
 *
 * Not by the clock on the wall alone: a busy computer stops any program for longer than a person
 * would bear it, and a test that measures that fails for nothing. What counts is what the thread
 * brings on itself, the time in which it computes and that in which it sleeps until something comes
 * (a blocking call). What does not is the time in which it was ready and got no processor, as the
 * kernel counts it.
 */
class WatchedApplication : public QApplication
{
public:
    WatchedApplication(int &argc, char **argv);
    ~WatchedApplication() override;

    bool notify(QObject *receiver, QEvent *event) override;

    /** The longest since restart(). */
    std::chrono::nanoseconds longestHold() const { return m_longest; }
    void restart() { m_longest = {}; }

    /** Does \a work as if an event had asked for it. */
    template <typename Work>
    auto watched(Work work)
    {
        const Hold hold(*this);
        return work();
    }

private:
    /** From its beginning to its end the loop is held. One within another is part of it. */
    class Hold
    {
    public:
        explicit Hold(WatchedApplication &application);
        Hold(const Hold &) = delete;
        Hold &operator=(const Hold &) = delete;
        ~Hold();

    private:
        WatchedApplication *m_application; ///< null: within another
        std::chrono::nanoseconds m_begin{};
    };

    std::chrono::nanoseconds ownTime() const;

    int m_schedule; ///< where the kernel tells of the thread
    bool m_isHeld = false;
    std::chrono::nanoseconds m_longest{};
};

} // namespace keydesk::testing
