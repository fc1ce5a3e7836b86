// SPDX-License-Identifier: Apache-2.0
#include "style/RowButton.h"

#include <QFocusEvent>
#include <QKeyEvent>

namespace keydesk::ui {

RowButton::RowButton(const QIcon &icon, const QString &text, QWidget *parent)
    : QPushButton(icon, text, parent)
{
    setAutoDefault(false);
    setFocusPolicy(Qt::StrongFocus);
}

void RowButton::focusInEvent(QFocusEvent *event)
{
    QPushButton::focusInEvent(event);
    // When the window comes back its focus does too; that is nobody's wish to scroll.
    if (event->reason() != Qt::ActiveWindowFocusReason)
        Q_EMIT focusReceived();
}

void RowButton::focusOutEvent(QFocusEvent *event)
{
    QPushButton::focusOutEvent(event);
    Q_EMIT focusLost();
}

void RowButton::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Delete:
        event->ignore(); // the view's
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    default:
        QPushButton::keyPressEvent(event);
    }
}

AccessibleRowButton::AccessibleRowButton(RowButton *button)
    : QAccessibleWidget(button, QAccessible::Button)
{
}

RowButton *AccessibleRowButton::rowButton() const
{
    return static_cast<RowButton *>(object());
}

QStringList AccessibleRowButton::actionNames() const
{
    return rowButton()->isEnabled() ? QStringList{pressAction(), setFocusAction()} : QStringList();
}

void AccessibleRowButton::doAction(const QString &name)
{
    if (!rowButton()->isEnabled())
        return;
    if (name == pressAction())
        rowButton()->click();
    else
        QAccessibleWidget::doAction(name);
}

} // namespace keydesk::ui
