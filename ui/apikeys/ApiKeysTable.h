// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QPersistentModelIndex>
#include <QTableView>

class QSortFilterProxyModel;

namespace keydesk::ui {

class ApiKeysModel;
class RevokeButton;

/**
 * The table of keys with a real Revoke button in each row. Sorted by a click on a header; keys are
 * told by id, rows are never kept.
 */
class ApiKeysTable : public QTableView
{
    Q_OBJECT

public:
    /** \a model is not owned and outlives the table. */
    explicit ApiKeysTable(ApiKeysModel *model, QWidget *parent = nullptr);
    ~ApiKeysTable() override;

    void selectKey(const QString &id);
    QString currentId() const;
    /** The button in a row of the view's own model; nullptr if there is none. */
    RevokeButton *revokeButton(const QModelIndex &index) const;

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void revokeRequested(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void setUpModel();
    void setUpLook();
    void addMissingButtons();
    void orderTabs();
    void layoutColumns();
    void focusNeighbour();
    void setHoveredRow(int row);
    QString idAt(const QModelIndex &index) const;

    ApiKeysModel *m_keys;
    QSortFilterProxyModel *m_sorted;
    QHash<QString, RevokeButton *> m_buttons; // by key id; owned by the viewport
    bool m_focusWasRemoved = false;
    int m_rowAfterRemoval = -1;
};

} // namespace keydesk::ui
