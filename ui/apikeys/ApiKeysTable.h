// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTableView>

class QMenu;
class QSortFilterProxyModel;

namespace keydesk::ui {

class ApiKeysDelegate;
class ApiKeysModel;
class RevokeButton;

/**
 * The table of keys with a real Revoke button in each row. Sorted by a click on a header; keys are
 * told by id, rows are never kept. Several can be selected, as in a file manager; a row's button is
 * about its own key all the same, and a row's menu about all that are selected.
 */
class ApiKeysTable : public QTableView
{
    Q_OBJECT

public:
    /** \a model is not owned and outlives the table. */
    explicit ApiKeysTable(ApiKeysModel *model, QWidget *parent = nullptr);

    /** Selects the key's row, scrolls to it and gives it the focus. */
    void selectKey(const QString &id);
    QString currentId() const;
    /** In the order in which they are shown. */
    QStringList selectedIds() const;
    /** In the view's own model; not valid if the key is not shown. */
    QModelIndex indexOf(const QString &id, int column = 0) const;
    /** Switches every way to change something off and on. */
    void setChangesAllowed(bool allowed);
    /** nullptr if the key is not shown. */
    RevokeButton *revokeButton(const QString &id) const;
    /** The button in a row of the view's own model, whichever the column. */
    RevokeButton *revokeButtonAt(const QModelIndex &index) const;

Q_SIGNALS:
    /** One or more, each once. */
    void revokeRequested(const QStringList &ids);
    void renameRequested(const QString &id);
    void selectedCountChanged(int count);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void setUpLook();
    void setUpHeader();
    void followModel();
    void sortBy(int column);
    void addMissingButtons();
    void addButton(const QModelIndex &index);
    void orderTabs();
    void layoutColumns();
    int wantedWidth(int column) const;
    void adaptToFont();
    void setHovered(const QModelIndex &index);
    bool stepFromButton(int key);
    void leaveRows(int start, int end);
    bool actOnKey(const QKeyEvent *event);
    QStringList idsAt(const QModelIndex &index) const;
    QMenu *menuFor(const QStringList &ids);

    QSortFilterProxyModel *m_sorted;
    ApiKeysDelegate *m_delegate;
    bool m_changesAllowed = true;
    int m_hoveredRow = -1; // only to know what to paint again
};

} // namespace keydesk::ui
