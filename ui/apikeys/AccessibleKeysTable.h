// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPersistentModelIndex>

namespace keydesk::ui {

class ApiKeysTable;

/** Makes assistive technology see ApiKeysTable and its buttons through the classes below. */
void installAccessibleKeysTable();
/** Says that the current cell has changed. */
void tellCurrentCell(ApiKeysTable *table, const QModelIndex &current);

/**
 * The table as assistive technology sees it. Qt's own leaves widgets in cells out, and with them
 * every Revoke button. The children are the column headers, then the cells row by row; the last
 * cell of a row has the button as its child.
 */
class AccessibleKeysTable : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit AccessibleKeysTable(ApiKeysTable *table);
    ~AccessibleKeysTable() override;

    ApiKeysTable *table() const;
    QAccessibleInterface *cell(const QModelIndex &index) const;
    QAccessibleInterface *header(int column) const;

    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;
    int childCount() const override;
    QAccessibleInterface *child(int number) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override;
    int selectedCellCount() const override;
    QList<QAccessibleInterface *> selectedCells() const override;
    QString columnDescription(int column) const override;
    QString rowDescription(int row) const override;
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override;
    int columnCount() const override;
    int rowCount() const override;
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override;
    bool isColumnSelected(int column) const override;
    bool isRowSelected(int row) const override;
    bool selectRow(int row) override;
    bool selectColumn(int column) override;
    bool unselectRow(int row) override;
    bool unselectColumn(int column) override;
    void modelChange(QAccessibleTableModelChangeEvent *event) override;

private:
    const QAbstractItemModel *model() const;
    void forgetGoneCells() const;

    mutable QHash<QPersistentModelIndex, QAccessible::Id> m_cells;
    mutable QHash<int, QAccessible::Id> m_headers;
};

} // namespace keydesk::ui
