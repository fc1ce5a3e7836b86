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
    /** \a action runs at most once, when the button \a actionText is pressed. */
    void offer(MessageKind kind, const QString &text, const QString &actionText,
               std::function<void()> action);
    void clear();

private:
    MessageBar &m_bar;
    std::function<void()> m_action;
};

} // namespace keydesk::ui
