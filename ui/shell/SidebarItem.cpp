// SPDX-License-Identifier: Apache-2.0
#include "shell/SidebarItem.h"

#include "style/FocusRing.h"
#include "style/Metrics.h"
#include "style/PlainToolTip.h"
#include "style/Theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QTextBoundaryFinder>
#include <QToolTip>

#include <limits>

namespace keydesk::ui {

namespace {

/** The first character as a person counts them, so that an emoji or a letter with marks is whole.
 */
QString initialOf(const QString &name)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? name.left(end).toUpper() : QString();
}

} // namespace

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

void SidebarItem::setTileSeed(const QString &seed)
{
    m_tileSeed = seed;
    update();
}

void SidebarItem::setTrailingRoom(int pixels)
{
    m_trailingRoom = pixels;
    update();
}

void SidebarItem::setHovered(bool hovered)
{
    m_hovered = hovered;
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
    if (fontMetrics().horizontalAdvance(m_name) > nameRect().width())
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

int SidebarItem::tileSize() const
{
    return height() - 14;
}

QRect SidebarItem::nameRect() const
{
    const int start = m_tileSeed.isEmpty() ? 8 : 8 + tileSize() + 8;
    return rect().adjusted(start, 0, -8 - m_trailingRoom, 0);
}

void SidebarItem::paintTile(QPainter *painter) const
{
    const QRect place(8, (height() - tileSize()) / 2, tileSize(), tileSize());
    const QRect tile = QStyle::visualRect(layoutDirection(), rect(), place);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::tile(m_tileSeed));
    painter->drawRoundedRect(tile, 5, 5);
    QFont font = scaledFont(this->font(), 0.9);
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(Qt::white);
    painter->drawText(tile, Qt::AlignCenter, initialOf(m_name));
}

void SidebarItem::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (m_current || isDown())
        painter.setBrush(theme.rowSelected());
    else if (m_hovered || underMouse())
        painter.setBrush(theme.rowHovered());
    else
        painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect(), metrics::radius, metrics::radius);
    if (!m_tileSeed.isEmpty())
        paintTile(&painter);
    QFont font = this->font();
    if (m_current)
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.text());
    const QRect place = nameRect();
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), place),
                     Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(m_name, Qt::ElideRight, place.width()));
    if (showsFocus(this))
        paintFocusRing(&painter, rect(), theme.accent());
}

} // namespace keydesk::ui
