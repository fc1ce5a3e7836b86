// SPDX-License-Identifier: Apache-2.0
#include "secret/PasswordEdit.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QSignalBlocker>
#include <QStringDecoder>

#include <sodium.h>

namespace keydesk::ui {

namespace {

// Room for what is typed: text that outgrows its memory would leave a copy of itself behind.
constexpr qsizetype room = 512;
// More edits than anybody makes in this line.
constexpr qsizetype longestHistory = 1024;

/** An empty text, or \a utf8, that does not move when something is typed to it. */
QString roomyText(QByteArrayView utf8 = {})
{
    QStringDecoder decode(QStringDecoder::Utf8);
    QString text(room + decode.requiredSpace(utf8.size()), Qt::Uninitialized);
    const QChar *const end = decode.appendToBuffer(text.data(), utf8);
    text.truncate(end - text.constData());
    return text;
}

} // namespace

PasswordEdit::PasswordEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setShown(false);
    wipe(); // makes room
}

PasswordEdit::~PasswordEdit()
{
    wipe();
}

void PasswordEdit::setShown(bool shown)
{
    setEchoMode(shown ? Normal : Password);
    // Qt takes these back with the echo mode.
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText |
                        Qt::ImhNoAutoUppercase);
    setAttribute(Qt::WA_InputMethodEnabled, false);
}

keydesk::Password PasswordEdit::take()
{
    QByteArray utf8 = text().toUtf8();
    keydesk::Password password(utf8);
    sodium_memzero(utf8.data(), static_cast<std::size_t>(utf8.size()));
    wipe();
    return password;
}

void PasswordEdit::put(const keydesk::Password &password)
{
    setText(roomyText(password.utf8()));
    selectAll();
}

void PasswordEdit::wipe()
{
    const QSignalBlocker quiet(this);
    {
        // text() shares its memory with the line. Writing through the shared pointer reaches both.
        const QString shared = text();
        sodium_memzero(const_cast<QChar *>(shared.constData()),
                       static_cast<std::size_t>(shared.size()) * sizeof(QChar));
    }
    setText({});
    // A history that was cleared keeps its characters until others take their place. Once it was
    // as long as that, it does not move when something is typed either.
    insert(QString(longestHistory, u'x'));
    setText(roomyText());
}

void PasswordEdit::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *paste = menu->addAction(tr("Paste"), this, &QLineEdit::paste);
    paste->setEnabled(!isReadOnly() && !QGuiApplication::clipboard()->text().isEmpty());
    menu->addAction(tr("Select all"), this, &QLineEdit::selectAll);
    menu->popup(event->globalPos());
}

void PasswordEdit::keyPressEvent(QKeyEvent *event)
{
    lookForCapsLock(event);
    if (event->matches(QKeySequence::Cut)) { // would delete what it cannot copy
        event->accept();
        return;
    }
    // What is selected while the text is hidden goes neither to the clipboard nor to the primary
    // selection. Nothing is painted in between.
    const bool shown = isShown();
    if (shown)
        setShown(false);
    QLineEdit::keyPressEvent(event);
    if (shown)
        setShown(true);
}

void PasswordEdit::mouseReleaseEvent(QMouseEvent *event)
{
    const bool shown = isShown();
    if (shown)
        setShown(false); // see keyPressEvent()
    QLineEdit::mouseReleaseEvent(event);
    if (shown)
        setShown(true);
}

void PasswordEdit::lookForCapsLock(const QKeyEvent *event)
{
    // Qt does not tell the state of the key, the letters that arrive do.
    const QString typed = event->text();
    if (event->key() == Qt::Key_CapsLock)
        Q_EMIT capsLockSeen(false); // on or off from now: the next letter tells
    else if (typed.size() == 1 && typed.front().toUpper() != typed.front().toLower())
        Q_EMIT capsLockSeen(typed.front().isUpper() !=
                            event->modifiers().testFlag(Qt::ShiftModifier));
}

} // namespace keydesk::ui
