// SPDX-License-Identifier: Apache-2.0
#include "shell/Notifier.h"

#include <utility>

namespace keydesk::ui {

Notifier::Notifier(MessageBar &bar, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
{
    connect(&m_bar, &MessageBar::dismissed, this, [this] {
        m_action = nullptr;
        m_shown = 0;
    });
    connect(&m_bar, &MessageBar::actionTriggered, this, [this] {
        // Taken out first: the action may well say something itself.
        const auto action = std::exchange(m_action, nullptr);
        m_shown = 0;
        m_bar.clear();
        if (action)
            action();
    });
}

void Notifier::say(MessageKind kind, const QString &text)
{
    m_action = nullptr;
    m_shown = 0;
    m_bar.showMessage(kind, text);
}

int Notifier::offer(MessageKind kind, const QString &text, const QString &actionText,
                    std::function<void()> action)
{
    m_action = std::move(action);
    m_bar.showMessage(kind, text, actionText);
    return m_shown = ++m_last;
}

void Notifier::amend(const QString &text)
{
    m_bar.setMessage(m_bar.kind(), text);
}

void Notifier::clear()
{
    m_action = nullptr;
    m_shown = 0;
    m_bar.clear();
}

} // namespace keydesk::ui
