// SPDX-License-Identifier: Apache-2.0
#include "secret/ClipboardNotice.h"

#include "secret/SecretClipboard.h"
#include "shell/Notifier.h"

#include <QApplication>

#include <utility>

namespace keydesk::ui {

ClipboardNotice::ClipboardNotice(SecretClipboard &clipboard, Notifier &notifier, QObject *parent)
    : QObject(parent)
    , m_clipboard(clipboard)
    , m_notifier(notifier)
{
    connect(&m_clipboard, &SecretClipboard::changed, this, &ClipboardNotice::onChanged);
}

void ClipboardNotice::onChanged()
{
    if (m_clipboard.holdsSecret())
        return tell();
    const int message = std::exchange(m_message, 0);
    if (m_notifier.isShown(message)) // or it was closed, or another message was more important
        tellEnd();
}

void ClipboardNotice::tellEnd()
{
    if (m_clipboard.state() == SecretClipboard::State::Cleared)
        m_notifier.say(MessageKind::Success, tr("The clipboard has been cleared."));
    else
        m_notifier.clear();
}

void ClipboardNotice::tell()
{
    const auto remaining = m_clipboard.remaining();
    if (!remaining || QApplication::activeModalWidget())
        return;
    const QString text =
        tr("The clipboard holds the key. It is cleared in %1 s.").arg(remaining->count());
    if (m_message == 0)
        m_message = m_notifier.offer(MessageKind::Info, text, tr("Clear now"), [this] {
            m_clipboard.clear();
            tellEnd();
        });
    else if (m_notifier.isShown(m_message))
        m_notifier.amend(text);
}

} // namespace keydesk::ui
