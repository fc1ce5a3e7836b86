// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

class QTableView;

namespace keydesk::ui {

/** Paints a row: one surface, a hairline, the label strongest and the rest secondary. */
class ApiKeysDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ApiKeysDelegate(QTableView *view);

    /** The row under the mouse; an index that is not valid for none. */
    void setHovered(const QModelIndex &index) { m_hovered = index; }

    /** As wide as the column's texts, at the sides of which padding belongs. */
    int widthOf(int column) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintSurface(QPainter *painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const;
    void paintFocus(QPainter *painter, const QStyleOptionViewItem &option, int column) const;
    QFont fontFor(int column) const;
    QColor colorFor(const QModelIndex &index) const;

    QTableView *m_view; // parent
    QPersistentModelIndex m_hovered;
};

} // namespace keydesk::ui
