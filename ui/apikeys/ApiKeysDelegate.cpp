// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysDelegate.h"

#include "apikeys/ApiKeysModel.h"
#include "style/FocusRing.h"
#include "style/Metrics.h"
#include "style/Theme.h"

#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace keydesk::ui {

ApiKeysDelegate::ApiKeysDelegate(QTableView *view)
    : QStyledItemDelegate(view)
    , m_view(view)
{
}

QFont ApiKeysDelegate::fontFor(int column) const
{
    QFont font = m_view->font();
    if (column == ApiKeysModel::Key)
        return monospacedFont(font);
    return font;
}

QColor ApiKeysDelegate::colorFor(const QModelIndex &index) const
{
    const Theme theme(m_view->palette());
    const bool strong =
        index.column() == ApiKeysModel::Label || index.data(ApiKeysModel::AttentionRole).toBool();
    return strong ? theme.text() : theme.secondaryText();
}

int ApiKeysDelegate::widthOf(int column) const
{
    const QFontMetrics font(fontFor(column));
    int widest = 0;
    const QAbstractItemModel *model = m_view->model();
    for (int row = 0; row < model->rowCount(); ++row)
        widest =
            std::max(widest, font.horizontalAdvance(model->index(row, column).data().toString()));
    return widest + 2 * metrics::inGroup + 1;
}

QSize ApiKeysDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFontMetrics font(fontFor(index.column()));
    return {font.horizontalAdvance(index.data().toString()) + 2 * metrics::inGroup + 1,
            metrics::tableRowHeight(m_view->fontMetrics())};
}

void ApiKeysDelegate::paintSurface(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const Theme theme(m_view->palette());
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.rowSelected());
    else if (m_hovered.isValid() && m_hovered.row() == index.row())
        painter->fillRect(option.rect, theme.rowHovered());
    const QRect &cell = option.rect;
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), theme.hairline());
}

void ApiKeysDelegate::paintFocus(QPainter *painter, const QStyleOptionViewItem &option,
                                 int column) const
{
    constexpr int width = metrics::focusWidth;
    const QColor accent = Theme(m_view->palette()).accent();
    const QRect &cell = option.rect;
    painter->fillRect(QRect(cell.left(), cell.top(), cell.width(), width), accent);
    painter->fillRect(QRect(cell.left(), cell.bottom() - width + 1, cell.width(), width), accent);
    const bool mirrored = option.direction == Qt::RightToLeft;
    const QRect leftEdge(cell.left(), cell.top(), width, cell.height());
    const QRect rightEdge(cell.right() - width + 1, cell.top(), width, cell.height());
    if (column == ApiKeysModel::Label)
        painter->fillRect(mirrored ? rightEdge : leftEdge, accent);
    if (column == ApiKeysModel::Actions)
        painter->fillRect(mirrored ? leftEdge : rightEdge, accent);
}

void ApiKeysDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    paintSurface(painter, option, index);
    const QRect area = option.rect.adjusted(metrics::inGroup, 0, -metrics::inGroup, 0);
    const QFont font = fontFor(index.column());
    painter->setFont(font);
    painter->setPen(colorFor(index));
    const QString text =
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, area.width());
    const Qt::Alignment side = QStyle::visualAlignment(option.direction, Qt::AlignLeft);
    painter->drawText(
        area, static_cast<int>(Qt::AlignVCenter | Qt::AlignAbsolute | side) | Qt::TextSingleLine,
        text);
    if (showsFocus(m_view) && m_view->currentIndex().row() == index.row())
        paintFocus(painter, option, index.column());
    painter->restore();
}

} // namespace keydesk::ui
