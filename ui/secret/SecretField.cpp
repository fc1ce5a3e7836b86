// SPDX-License-Identifier: Apache-2.0
#include "secret/SecretField.h"

#include "style/Icons.h"
#include "style/Metrics.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace keydesk::ui {

SecretField::SecretField(QWidget *parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setFont(monospacedFont(font()));
    setDragEnabled(false);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    // A key is read from left to right whatever the language around it.
    setLayoutDirection(Qt::LeftToRight);
}

void SecretField::showSecret(const QString &secret)
{
    setEchoMode(Normal);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText); // gone with the mode
    setText(secret);
    setCursorPosition(0);
    setRoomFor(secret);
}

void SecretField::setRoomFor(const QString &text)
{
    constexpr int edges = 40; // the style's padding and the field's own, on both sides
    setMinimumWidth(fontMetrics().horizontalAdvance(text) + edges);
}

void SecretField::hideSecret(qsizetype length)
{
    // text() shares its memory with the field. Writing through the shared pointer reaches both;
    // the copy in the field's text layout is out of reach.
    const QString shared = text();
    auto *characters = const_cast<QChar *>(shared.constData());
    std::fill_n(characters, shared.size(), QChar(0));
    const QString dots(length, u'x'); // of whatever: each is painted as a dot
    setEchoMode(Password);
    setText(dots);
    setCursorPosition(0);
    setRoomFor(dots);
}

void SecretField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(Icon::Copy), tr("Copy"), this, &SecretField::copyRequested);
    menu->addAction(tr("Select all"), this, &QLineEdit::selectAll);
    menu->popup(event->globalPos());
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    // Not to QLineEdit, which puts what is selected by keys onto the primary selection.
    if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut))
        Q_EMIT copyRequested();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (!moveCursor(event))
        event->ignore();
}

bool SecretField::moveCursor(const QKeyEvent *event)
{
    const bool mark = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        cursorBackward(mark);
        return true;
    case Qt::Key_Right:
        cursorForward(mark);
        return true;
    case Qt::Key_Home:
        home(mark);
        return true;
    case Qt::Key_End:
        end(mark);
        return true;
    default:
        return false;
    }
}

void SecretField::mouseDoubleClickEvent(QMouseEvent *event)
{
    selectAll();
    event->accept();
}

void SecretField::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton)
        event->accept();
    else
        QLineEdit::mousePressEvent(event);
}

void SecretField::mouseReleaseEvent(QMouseEvent *event)
{
    // Not to QLineEdit, which puts what was selected onto the primary selection here.
    event->accept();
}

} // namespace keydesk::ui
