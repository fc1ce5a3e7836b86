// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <optional>

class QClipboard;

namespace keydesk::ui {

class SecretMimeData;

/**
 * The one way by which a key gets onto the clipboard: marked as a secret for clipboard managers,
 * never onto the selection that a middle click pastes, and taken off again after a while, when this
 * object goes, or at a word. What somebody else has copied meanwhile is left alone: a key is known
 * by its SHA-256, a copy of it is not kept. GUI thread.
 */
class SecretClipboard : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Empty,    ///< it holds no key of ours
        Holding,  ///< see remaining()
        Cleared,  ///< taken off by us
        Replaced, ///< something else was copied
    };
    Q_ENUM(State)

    static constexpr std::chrono::seconds shortest{10};
    static constexpr std::chrono::seconds longest{5 * 60};

    /** \a clipboard is the application's. */
    explicit SecretClipboard(QClipboard *clipboard, QObject *parent = nullptr);
    ~SecretClipboard() override;

    /** From the next copy() on; nothing: never. Kept between shortest and longest. */
    void setClearAfter(std::optional<std::chrono::seconds> patience);

    void copy(const ApiKeySecret &secret);
    /** Now, if it still holds the key. */
    void clear();

    State state() const { return m_state; }
    bool holdsSecret() const { return m_state == State::Holding; }
    /** Until it is cleared, rounded up; nothing if it does not clear itself. */
    std::optional<std::chrono::seconds> remaining() const;

Q_SIGNALS:
    /** state() or remaining() is another one; every second while it counts down. */
    void changed();

private:
    void takeOff();
    void deliverIfLeft();
    void look();
    void tick();
    void forgetData();
    void leave(State state);
    bool isOurs() const;

    QClipboard *m_clipboard;
    QPointer<SecretMimeData> m_data; ///< the clipboard's
    std::optional<std::chrono::seconds> m_clearAfter = std::chrono::seconds(30);
    std::optional<Sha256> m_held;
    std::chrono::steady_clock::time_point m_end; ///< also when the event loop was held meanwhile
    QTimer m_second;
    State m_state = State::Empty;
    bool m_isSetting = false;
};

} // namespace keydesk::ui
