// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shell/SidebarItemPainter.h"

#include <QStyledItemDelegate>

namespace keydesk::ui {

class SidebarList;
struct SidebarRow;

/** Paints the rows of SidebarList. All are equally high, so that none has to be measured. */
class SidebarDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit SidebarDelegate(SidebarList *list);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    SidebarItemLook itemLook(const QStyleOptionViewItem &option, const SidebarRow &row) const;
    void paintHeading(QPainter *painter, const QStyleOptionViewItem &option,
                      const SidebarRow &row) const;

    SidebarList *m_list;
};

} // namespace keydesk::ui
