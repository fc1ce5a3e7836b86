// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevokeButton.h"

#include "style/ButtonKind.h"
#include "style/Icons.h"

#include <QFocusEvent>
#include <QKeyEvent>

#include <utility>

namespace keydesk::ui {

RevokeButton::RevokeButton(QString keyId, const QString &label, QWidget *parent)
    : QPushButton(ui::icon(Icon::Trash), tr("Revoke"), parent)
    , m_keyId(std::move(keyId))
{
    setButtonKind(this, ButtonKind::DangerQuiet);
    setAutoDefault(false);
    setFocusPolicy(Qt::StrongFocus);
    setLabel(label);
}

void RevokeButton::setLabel(const QString &label)
{
    setAccessibleName(tr("Revoke %1").arg(label));
}

void RevokeButton::focusInEvent(QFocusEvent *event)
{
    QPushButton::focusInEvent(event);
    // When the window comes back its focus does too; that is nobody's wish to scroll.
    if (event->reason() != Qt::ActiveWindowFocusReason)
        Q_EMIT focusReceived(m_keyId);
}

void RevokeButton::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Delete:
        event->ignore(); // the table's
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
