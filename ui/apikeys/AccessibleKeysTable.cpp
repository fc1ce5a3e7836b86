// SPDX-License-Identifier: Apache-2.0
#include "apikeys/AccessibleKeysTable.h"

#include "apikeys/AccessibleKeysCell.h"
#include "apikeys/AccessibleRevokeButton.h"
#include "apikeys/ApiKeysTable.h"
#include "apikeys/RevokeButton.h"

#include <QAbstractItemModel>
#include <QItemSelectionModel>

namespace keydesk::ui {

namespace {

QAccessibleInterface *makeKeysTableInterface(const QString &, QObject *object)
{
    if (auto *table = qobject_cast<ApiKeysTable *>(object))
        return new AccessibleKeysTable(table);
    if (auto *button = qobject_cast<RevokeButton *>(object))
        return new AccessibleRevokeButton(button);
    return nullptr;
}

} // namespace

void installAccessibleKeysTable()
{
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(makeKeysTableInterface);
        return true;
    }();
}

void tellCurrentCell(ApiKeysTable *table, const QModelIndex &current)
{
    if (!QAccessible::isActive() || !current.isValid() || !table->hasFocus())
        return;
    auto *accessible =
        static_cast<AccessibleKeysTable *>(QAccessible::queryAccessibleInterface(table));
    QAccessibleEvent focus(accessible->cell(current), QAccessible::Focus);
    QAccessible::updateAccessibility(&focus);
}

AccessibleKeysTable::AccessibleKeysTable(ApiKeysTable *table)
    : QAccessibleWidget(table, QAccessible::Table)
{
}

AccessibleKeysTable::~AccessibleKeysTable()
{
    for (const QAccessible::Id id : std::as_const(m_cells))
        QAccessible::deleteAccessibleInterface(id);
    for (const QAccessible::Id id : std::as_const(m_headers))
        QAccessible::deleteAccessibleInterface(id);
}

ApiKeysTable *AccessibleKeysTable::table() const
{
    return static_cast<ApiKeysTable *>(object());
}

const QAbstractItemModel *AccessibleKeysTable::model() const
{
    return table()->model();
}

QAccessible::State AccessibleKeysTable::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.multiSelectable = true;
    return state;
}

void *AccessibleKeysTable::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessibleInterface *AccessibleKeysTable::cell(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    QAccessible::Id &id = m_cells[QPersistentModelIndex(index)];
    if (id == 0)
        id = QAccessible::registerAccessibleInterface(new AccessibleKeysCell(table(), index));
    return QAccessible::accessibleInterface(id);
}

QAccessibleInterface *AccessibleKeysTable::header(int column) const
{
    if (column < 0 || column >= columnCount())
        return nullptr;
    QAccessible::Id &id = m_headers[column];
    if (id == 0)
        id = QAccessible::registerAccessibleInterface(new AccessibleKeysHeader(table(), column));
    return QAccessible::accessibleInterface(id);
}

int AccessibleKeysTable::childCount() const
{
    return (rowCount() + 1) * columnCount();
}

QAccessibleInterface *AccessibleKeysTable::child(int number) const
{
    const int columns = columnCount();
    if (number < 0 || columns == 0)
        return nullptr;
    return number < columns ? header(number) : cellAt(number / columns - 1, number % columns);
}

QAccessibleInterface *AccessibleKeysTable::childAt(int x, int y) const
{
    const QPoint inViewport = table()->viewport()->mapFromGlobal(QPoint(x, y));
    return cell(table()->indexAt(inViewport));
}

QAccessibleInterface *AccessibleKeysTable::focusChild() const
{
    return cell(table()->currentIndex());
}

int AccessibleKeysTable::indexOfChild(const QAccessibleInterface *child) const
{
    if (const auto *cell = dynamic_cast<const AccessibleKeysCell *>(child))
        return (cell->rowIndex() + 1) * columnCount() + cell->columnIndex();
    if (const auto *header = dynamic_cast<const AccessibleKeysHeader *>(child))
        return header->columnIndex();
    return -1;
}

QAccessibleInterface *AccessibleKeysTable::cellAt(int row, int column) const
{
    return model() ? cell(model()->index(row, column)) : nullptr;
}

int AccessibleKeysTable::selectedCellCount() const
{
    return static_cast<int>(table()->selectionModel()->selectedIndexes().size());
}

QList<QAccessibleInterface *> AccessibleKeysTable::selectedCells() const
{
    QList<QAccessibleInterface *> cells;
    const QModelIndexList selected = table()->selectionModel()->selectedIndexes();
    for (const QModelIndex &index : selected)
        cells.append(cell(index));
    return cells;
}

QString AccessibleKeysTable::columnDescription(int column) const
{
    return model()->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString();
}

QString AccessibleKeysTable::rowDescription(int row) const
{
    return model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
}

int AccessibleKeysTable::selectedRowCount() const
{
    return static_cast<int>(selectedRows().size());
}

int AccessibleKeysTable::columnCount() const
{
    return model() ? model()->columnCount() : 0;
}

int AccessibleKeysTable::rowCount() const
{
    return model() ? model()->rowCount() : 0;
}

QList<int> AccessibleKeysTable::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList selected = table()->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.append(index.row());
    return rows;
}

bool AccessibleKeysTable::isColumnSelected(int) const
{
    return false;
}

bool AccessibleKeysTable::isRowSelected(int row) const
{
    return table()->selectionModel()->isRowSelected(row);
}

bool AccessibleKeysTable::selectRow(int row)
{
    if (row < 0 || row >= rowCount())
        return false;
    table()->selectionModel()->select(model()->index(row, 0),
                                      QItemSelectionModel::Select | QItemSelectionModel::Rows);
    return true;
}

bool AccessibleKeysTable::selectColumn(int)
{
    return false;
}

bool AccessibleKeysTable::unselectRow(int row)
{
    if (!isRowSelected(row))
        return false;
    table()->selectionModel()->select(model()->index(row, 0),
                                      QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    return true;
}

bool AccessibleKeysTable::unselectColumn(int)
{
    return false;
}

void AccessibleKeysTable::modelChange(QAccessibleTableModelChangeEvent *)
{
    forgetGoneCells();
}

void AccessibleKeysTable::forgetGoneCells() const
{
    m_cells.removeIf([](const auto &entry) {
        if (entry.key().isValid())
            return false;
        QAccessible::deleteAccessibleInterface(entry.value());
        return true;
    });
}

} // namespace keydesk::ui
