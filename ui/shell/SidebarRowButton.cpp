// SPDX-License-Identifier: Apache-2.0
#include "shell/SidebarRowButton.h"

#include "style/ButtonKind.h"

#include <QFocusEvent>
#include <QKeyEvent>

namespace keydesk::ui {

SidebarRowButton::SidebarRowButton(const QIcon &icon, const QString &text, QWidget *parent)
    : QPushButton(icon, text, parent)
{
    setButtonKind(this, ButtonKind::Quiet);
    setAutoDefault(false);
    hide();
}

void SidebarRowButton::setRef(const PlatformRef &ref, const QString &accessibleName)
{
    m_ref = ref;
    setAccessibleName(accessibleName);
}

void SidebarRowButton::focusInEvent(QFocusEvent *event)
{
    QPushButton::focusInEvent(event);
    // When the window comes back its focus does too; that is nobody's wish to scroll.
    if (event->reason() != Qt::ActiveWindowFocusReason)
        Q_EMIT focusReceived();
}

void SidebarRowButton::focusOutEvent(QFocusEvent *event)
{
    QPushButton::focusOutEvent(event);
    Q_EMIT focusLost();
}

void SidebarRowButton::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        event->ignore(); // the list's
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    default:
        QPushButton::keyPressEvent(event);
    }
}

} // namespace keydesk::ui
