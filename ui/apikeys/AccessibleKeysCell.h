// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessibleInterface>
#include <QPersistentModelIndex>
#include <QPointer>

namespace keydesk::ui {

class ApiKeysTable;

/** One cell; that of the last column has the row's button as its child. Owned by QAccessible. */
class AccessibleKeysCell : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    AccessibleKeysCell(ApiKeysTable *table, const QModelIndex &index);

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int number) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    bool isSelected() const override;
    QList<QAccessibleInterface *> columnHeaderCells() const override;
    QList<QAccessibleInterface *> rowHeaderCells() const override;
    int columnIndex() const override { return m_index.column(); }
    int rowIndex() const override { return m_index.row(); }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override;

private:
    QPointer<ApiKeysTable> m_table;
    QPersistentModelIndex m_index;
};

/** The head of a column. Owned by QAccessible. */
class AccessibleKeysHeader : public QAccessibleInterface
{
public:
    AccessibleKeysHeader(ApiKeysTable *table, int column);

    int columnIndex() const { return m_column; }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ColumnHeader; }
    QAccessible::State state() const override { return {}; }

private:
    QPointer<ApiKeysTable> m_table;
    int m_column;
};

} // namespace keydesk::ui
