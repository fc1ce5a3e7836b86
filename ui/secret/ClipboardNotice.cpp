// SPDX-License-Identifier: Apache-2.0
#include "secret/ClipboardNotice.h"

#include "secret/SecretClipboard.h"
#include "shell/Notifier.h"

#include <QApplication>
#include <QWindow>

#include <utility>

namespace keydesk::ui {

ClipboardNotice::ClipboardNotice(SecretClipboard &clipboard, Notifier &notifier, QObject *parent)
    : QObject(parent)
    , m_clipboard(clipboard)
    , m_notifier(notifier)
{
    connect(&m_clipboard, &SecretClipboard::changed, this, &ClipboardNotice::onChanged);
    // A clipboard that never clears itself tells of no seconds: then when the dialog has gone.
    connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, [this] {
        if (m_clipboard.holdsSecret())
            tell();
    });
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
    if (QApplication::activeModalWidget())
        return;
    const auto remaining = m_clipboard.remaining();
    const QString text =
        remaining
            ? tr("The clipboard holds the key. It is cleared in %1 s.").arg(remaining->count())
            : tr("The clipboard holds the key.");
    if (m_message == 0)
        m_message = m_notifier.offer(MessageKind::Info, text, tr("Clear now"), [this] {
            m_clipboard.clear();
            tellEnd();
        });
    else if (m_notifier.isShown(m_message))
        m_notifier.amend(text);
}

} // namespace keydesk::ui
