// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shell/MessageBar.h"

#include <functional>

namespace keydesk::ui {

/**
 * What the controllers say through the window's message bar. A later message takes the place of
 * an earlier one, its action with it. GUI thread.
 */
class Notifier : public QObject
{
    Q_OBJECT

public:
    /** \a bar must outlive this object. */
    explicit Notifier(MessageBar &bar, QObject *parent = nullptr);

    void say(MessageKind kind, const QString &text);
    /** \a action runs at most once, when the button \a actionText is pressed. Gives a number by
     *  which isShown() knows this message. */
    int offer(MessageKind kind, const QString &text, const QString &actionText,
              std::function<void()> action);
    /** Whether this message is there, not closed and not gone for a later one. */
    bool isShown(int message) const { return message != 0 && message == m_shown; }
    /** Another text for the message that is shown, without a word from screen readers. */
    void amend(const QString &text);
    void clear();

private:
    MessageBar &m_bar;
    std::function<void()> m_action;
    int m_last = 0;
    int m_shown = 0; ///< 0: none with a number
};

} // namespace keydesk::ui
