// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace keydesk::client {
class SessionWatch;
}

namespace keydesk::ui {

/** Says when Keydesk is to be locked: nobody has used it for a while, the person leaves, or presses
 *  the key for it. All but the key is off until it is set up. GUI thread. */
class AutoLock : public QObject
{
    Q_OBJECT

public:
    /** \a session must outlive this object. */
    explicit AutoLock(const client::SessionWatch &session, QObject *parent = nullptr);
    ~AutoLock() override;

    /** Without a key, a click or a touch in any of its windows; nothing: never. A computer that
     *  sleeps is not used either. */
    void setIdleTime(std::optional<std::chrono::milliseconds> idle);
    void setFollowsSession(bool follows) { m_followsSession = follows; }

Q_SIGNALS:
    void lockRequested();
    /** Ctrl+L, in whichever window or dialog. */
    void lockKeyPressed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onTimeout();

    QTimer m_timer;
    std::optional<std::chrono::milliseconds> m_idle;
    std::chrono::steady_clock::time_point m_lastInput;
    bool m_followsSession = false;
};

} // namespace keydesk::ui
