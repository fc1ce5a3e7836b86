// SPDX-License-Identifier: Apache-2.0
#include "shell/SidebarItem.h"

#include "shell/SidebarItemPainter.h"
#include "style/FocusRing.h"
#include "style/Metrics.h"
#include "style/PlainToolTip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <limits>

namespace keydesk::ui {

SidebarItem::SidebarItem(const QString &name, QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setName(name);
}

void SidebarItem::setName(const QString &name)
{
    m_name = name;
    setAccessibleName(name);
    update();
}

void SidebarItem::setCurrent(bool current)
{
    m_current = current;
    setAccessibleDescription(current ? tr("Selected") : QString());
    update();
}

QSize SidebarItem::sizeHint() const
{
    const int height = metrics::sidebarItemHeight(fontMetrics());
    return {fontMetrics().horizontalAdvance(m_name) + 2 * height, height};
}

QSize SidebarItem::minimumSizeHint() const
{
    const int height = metrics::sidebarItemHeight(fontMetrics());
    return {2 * height, height};
}

bool SidebarItem::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractButton::event(event);
    if (!isWhole(look()))
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(m_name),
                           this);
    else
        event->ignore();
    return true;
}

void SidebarItem::keyPressEvent(QKeyEvent *event)
{
    constexpr int farAway = std::numeric_limits<int>::max() / 2;
    switch (event->key()) {
    case Qt::Key_Up:
        Q_EMIT stepRequested(-1);
        return;
    case Qt::Key_Down:
        Q_EMIT stepRequested(1);
        return;
    case Qt::Key_Home:
        Q_EMIT stepRequested(-farAway);
        return;
    case Qt::Key_End:
        Q_EMIT stepRequested(farAway);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

SidebarItemLook SidebarItem::look() const
{
    return {.rect = rect(),
            .direction = layoutDirection(),
            .font = font(),
            .palette = palette(),
            .name = m_name,
            .isSelected = m_current,
            .isPressed = isDown(),
            .isHovered = underMouse(),
            .showsFocus = showsFocus(this)};
}

void SidebarItem::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSidebarItem(&painter, look());
}

} // namespace keydesk::ui
