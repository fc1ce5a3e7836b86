// SPDX-License-Identifier: Apache-2.0
#include "apikeys/AccessibleKeysCell.h"

#include "apikeys/AccessibleKeysTable.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysTable.h"
#include "apikeys/RevokeButton.h"

#include <QHeaderView>

namespace keydesk::ui {

namespace {

AccessibleKeysTable *accessibleTable(ApiKeysTable *table)
{
    return table ? static_cast<AccessibleKeysTable *>(QAccessible::queryAccessibleInterface(table))
                 : nullptr;
}

} // namespace

AccessibleKeysCell::AccessibleKeysCell(ApiKeysTable *table, const QModelIndex &index)
    : m_table(table)
    , m_index(index)
{
}

bool AccessibleKeysCell::isValid() const
{
    return m_table && m_index.isValid();
}

QAccessibleInterface *AccessibleKeysCell::parent() const
{
    return accessibleTable(m_table);
}

QAccessibleInterface *AccessibleKeysCell::table() const
{
    return accessibleTable(m_table);
}

int AccessibleKeysCell::childCount() const
{
    return isValid() && m_table->indexWidget(m_index) ? 1 : 0;
}

QAccessibleInterface *AccessibleKeysCell::child(int number) const
{
    if (number != 0 || childCount() == 0)
        return nullptr;
    return QAccessible::queryAccessibleInterface(m_table->indexWidget(m_index));
}

QAccessibleInterface *AccessibleKeysCell::childAt(int x, int y) const
{
    QAccessibleInterface *button = child(0);
    return button && button->rect().contains(x, y) ? button : nullptr;
}

int AccessibleKeysCell::indexOfChild(const QAccessibleInterface *child) const
{
    return child && child == this->child(0) ? 0 : -1;
}

QString AccessibleKeysCell::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    if (kind == QAccessible::Name)
        return m_index.data(Qt::AccessibleTextRole).toString();
    if (kind == QAccessible::Description && m_index.column() != ApiKeysModel::Label)
        return m_index.data(Qt::ToolTipRole).toString();
    return {};
}

QRect AccessibleKeysCell::rect() const
{
    if (!isValid())
        return {};
    const QRect inViewport = m_table->visualRect(m_index);
    return {m_table->viewport()->mapToGlobal(inViewport.topLeft()), inViewport.size()};
}

QAccessible::State AccessibleKeysCell::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    state.selectable = true;
    state.extSelectable = true;
    state.focusable = true;
    state.readOnly = true;
    state.selected = isSelected();
    state.focused = m_table->hasFocus() && m_table->currentIndex() == m_index;
    const bool inSight = m_table->viewport()->rect().intersects(m_table->visualRect(m_index));
    state.invisible = !m_table->isVisible() || m_table->isColumnHidden(m_index.column());
    state.offscreen = !inSight;
    return state;
}

void *AccessibleKeysCell::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableCellInterface
               ? static_cast<QAccessibleTableCellInterface *>(this)
               : nullptr;
}

bool AccessibleKeysCell::isSelected() const
{
    return isValid() && m_table->selectionModel()->isSelected(m_index);
}

QList<QAccessibleInterface *> AccessibleKeysCell::columnHeaderCells() const
{
    const AccessibleKeysTable *table = accessibleTable(m_table);
    return isValid() && table ? QList{table->header(m_index.column())}
                              : QList<QAccessibleInterface *>();
}

QList<QAccessibleInterface *> AccessibleKeysCell::rowHeaderCells() const
{
    // The label is what names a row.
    const AccessibleKeysTable *table = accessibleTable(m_table);
    return isValid() && table && m_index.column() != ApiKeysModel::Label
               ? QList{table->cell(m_index.sibling(m_index.row(), ApiKeysModel::Label))}
               : QList<QAccessibleInterface *>();
}

AccessibleKeysHeader::AccessibleKeysHeader(ApiKeysTable *table, int column)
    : m_table(table)
    , m_column(column)
{
}

bool AccessibleKeysHeader::isValid() const
{
    return m_table && m_table->model() && m_column < m_table->model()->columnCount();
}

QAccessibleInterface *AccessibleKeysHeader::parent() const
{
    return accessibleTable(m_table);
}

QString AccessibleKeysHeader::text(QAccessible::Text kind) const
{
    if (kind != QAccessible::Name || !isValid())
        return {};
    return m_table->model()
        ->headerData(m_column, Qt::Horizontal, Qt::AccessibleTextRole)
        .toString();
}

QRect AccessibleKeysHeader::rect() const
{
    if (!isValid())
        return {};
    const QHeaderView *header = m_table->horizontalHeader();
    const QPoint start(header->sectionViewportPosition(m_column), 0);
    return {header->viewport()->mapToGlobal(start),
            QSize(header->sectionSize(m_column), header->height())};
}

} // namespace keydesk::ui
