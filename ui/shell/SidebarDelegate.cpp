// SPDX-License-Identifier: Apache-2.0
#include "shell/SidebarDelegate.h"

#include "shell/SidebarList.h"
#include "shell/SidebarModel.h"
#include "style/FocusRing.h"
#include "style/Metrics.h"
#include "style/Theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

constexpr int rowGap = 2;

QColor colorOf(StatusKind kind, const Theme &theme)
{
    switch (kind) {
    case StatusKind::Good:
        return theme.success();
    case StatusKind::Warning:
        return theme.warning();
    case StatusKind::Bad:
        return theme.error();
    case StatusKind::Neutral:
        break;
    }
    return theme.secondaryText();
}

QRect rowRect(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(0, 0, 0, -rowGap);
}

} // namespace

SidebarDelegate::SidebarDelegate(SidebarList *list)
    : QStyledItemDelegate(list)
    , m_list(list)
{
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {1, metrics::sidebarItemHeight(m_list->fontMetrics()) + rowGap};
}

SidebarItemLook SidebarDelegate::itemLook(const QStyleOptionViewItem &option,
                                          const SidebarRow &row) const
{
    const SidebarModel *model = m_list->sidebarModel();
    return {.rect = rowRect(option),
            .direction = option.direction,
            .font = m_list->font(),
            .palette = m_list->palette(),
            .name = row.name,
            .tileSeed = row.ref.platformId,
            .hits = hitRanges(row.name, model->search()),
            .trailingRoom = m_list->trailingRoom(row.ref),
            .isSelected = row.ref == model->current(),
            .isPressed = m_list->isPressed(row.ref),
            .isHovered = m_list->isHovered(row.ref),
            .isFavourite = row.isFavourite,
            .showsFocus = m_list->showsFocusAt(row.ref)};
}

void SidebarDelegate::paintHeading(QPainter *painter, const QStyleOptionViewItem &option,
                                   const SidebarRow &row) const
{
    const Theme theme(m_list->palette());
    const QFont font = scaledFont(m_list->font(), 0.92);
    const QFontMetrics metrics(font);
    const QRect rect = rowRect(option);
    QRect area = rect.adjusted(metrics::inGroup, 0,
                               -std::max(metrics::inGroup, m_list->trailingRoom(row.ref)), 0);
    const auto draw = [&](const QRect &place, const QString &text, const QColor &color) {
        painter->setPen(color);
        drawPlainText(painter, QStyle::visualRect(option.direction, rect, place),
                      metrics.elidedText(text, Qt::ElideRight, place.width()), option.direction);
    };
    painter->save();
    painter->setLayoutDirection(option.direction);
    painter->setFont(font);
    if (!row.connection->status.isEmpty()) {
        // The name gives way to the status, down to half of the line.
        const bool mirrored = option.direction == Qt::RightToLeft;
        const QString &word = row.connection->status;
        const QString status = mirrored && !word.isRightToLeft() ? word + u" ●"_s : u"● "_s + word;
        const int width = std::min(metrics.horizontalAdvance(status) + 1, area.width() / 2);
        draw(QRect(area.right() - width + 1, area.top(), width, area.height()), status,
             colorOf(row.connection->statusKind, theme));
        area.setRight(area.right() - width - metrics::inGroup);
    }
    draw(area, row.name, theme.secondaryText());
    if (m_list->showsFocusAt(row.ref))
        paintFocusRing(painter, rect, theme.accent());
    painter->restore();
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const SidebarRow &row = m_list->sidebarModel()->row(index.row());
    if (row.isHeading())
        paintHeading(painter, option, row);
    else
        paintSidebarItem(painter, itemLook(option, row));
}

bool SidebarDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const SidebarRow &row = m_list->sidebarModel()->row(index.row());
    const bool hasSomethingToTell = row.isHeading() || !isWhole(itemLook(option, row));
    // An empty text takes away what another row has told.
    QToolTip::showText(event->globalPos(),
                       hasSomethingToTell ? index.data(Qt::ToolTipRole).toString() : QString(),
                       view->viewport(), option.rect);
    return true;
}

} // namespace keydesk::ui
