// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysTable.h"

#include "apikeys/AccessibleKeysTable.h"
#include "apikeys/ApiKeysDelegate.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysSorting.h"
#include "apikeys/RevokeButton.h"
#include "apikeys/TableColumns.h"
#include "style/Icons.h"
#include "style/Metrics.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace keydesk::ui {

ApiKeysTable::ApiKeysTable(ApiKeysModel *model, QWidget *parent)
    : QTableView(parent)
    , m_sorted(new ApiKeysSorting(this))
    , m_delegate(new ApiKeysDelegate(this))
{
    installAccessibleKeysTable();
    setAccessibleName(tr("API keys"));
    m_sorted->setSourceModel(model);
    m_sorted->sort(ApiKeysModel::Label);
    setModel(m_sorted);
    setItemDelegate(m_delegate);
    setUpLook();
    setUpHeader();
    followModel();
    addMissingButtons();
    adaptToFont();
}

void ApiKeysTable::setUpLook()
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setMouseTracking(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    viewport()->setAttribute(Qt::WA_Hover);
    // The page's surface, not that of a field.
    viewport()->setBackgroundRole(QPalette::Window);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

void ApiKeysTable::setUpHeader()
{
    QHeaderView *header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setHighlightSections(false);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(ApiKeysModel::Label, Qt::AscendingOrder);
    header->setMinimumSectionSize(1);
    connect(header, &QHeaderView::sectionClicked, this, &ApiKeysTable::sortBy);
}

void ApiKeysTable::followModel()
{
    connect(m_sorted, &QAbstractItemModel::rowsInserted, this, [this] {
        addMissingButtons();
        layoutColumns();
    });
    connect(m_sorted, &QAbstractItemModel::rowsRemoved, this, &ApiKeysTable::layoutColumns);
    connect(m_sorted, &QAbstractItemModel::layoutChanged, this, &ApiKeysTable::orderTabs);
    connect(m_sorted, &QAbstractItemModel::rowsMoved, this, &ApiKeysTable::orderTabs);
    connect(m_sorted, &QAbstractItemModel::dataChanged, this, [this] {
        addMissingButtons();
        layoutColumns();
    });
}

void ApiKeysTable::sortBy(int column)
{
    if (column == ApiKeysModel::Actions) {
        horizontalHeader()->setSortIndicator(m_sorted->sortColumn(), m_sorted->sortOrder());
        return;
    }
    const bool again = m_sorted->sortColumn() == column;
    const bool ascending = again ? m_sorted->sortOrder() == Qt::DescendingOrder : true;
    const Qt::SortOrder order = ascending ? Qt::AscendingOrder : Qt::DescendingOrder;
    m_sorted->sort(column, order);
    horizontalHeader()->setSortIndicator(column, order);
}

QModelIndex ApiKeysTable::indexOf(const QString &id, int column) const
{
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const QModelIndex index = m_sorted->index(row, column);
        if (index.data(ApiKeysModel::IdRole).toString() == id)
            return index;
    }
    return {};
}

void ApiKeysTable::addMissingButtons()
{
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const QModelIndex index = m_sorted->index(row, ApiKeysModel::Actions);
        if (RevokeButton *button = revokeButtonAt(index))
            button->setLabel(m_sorted->index(row, ApiKeysModel::Label).data().toString());
        else
            addButton(index);
    }
    orderTabs();
}

void ApiKeysTable::addButton(const QModelIndex &index)
{
    const QString id = index.data(ApiKeysModel::IdRole).toString();
    auto *button =
        new RevokeButton(id, index.siblingAtColumn(ApiKeysModel::Label).data().toString());
    button->setEnabled(m_changesAllowed);
    connect(button, &RevokeButton::clicked, this,
            [this, button] { Q_EMIT revokeRequested({button->keyId()}); });
    connect(button, &RevokeButton::focusReceived, this, [this, button] {
        // On the way to what is done with several keys, Tab leads past the buttons of their rows.
        const bool keepsSelection = selectedIds().size() > 1;
        selectionModel()->setCurrentIndex(indexOf(button->keyId()),
                                          keepsSelection ? QItemSelectionModel::NoUpdate
                                                         : QItemSelectionModel::ClearAndSelect |
                                                               QItemSelectionModel::Rows);
        scrollTo(indexOf(button->keyId(), ApiKeysModel::Actions));
    });
    setIndexWidget(index, button);
}

void ApiKeysTable::setChangesAllowed(bool allowed)
{
    if (std::exchange(m_changesAllowed, allowed) == allowed)
        return;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        RevokeButton *button = revokeButtonAt(m_sorted->index(row, 0));
        if (!button)
            continue;
        // A button that is switched off would pass its focus on to whatever comes next.
        if (!allowed && button->hasFocus())
            setFocus(Qt::OtherFocusReason);
        button->setEnabled(allowed);
    }
}

void ApiKeysTable::orderTabs()
{
    QWidget *before = this;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        RevokeButton *button = revokeButtonAt(m_sorted->index(row, 0));
        if (!button)
            continue;
        QWidget::setTabOrder(before, button);
        before = button;
    }
}

RevokeButton *ApiKeysTable::revokeButtonAt(const QModelIndex &index) const
{
    return qobject_cast<RevokeButton *>(indexWidget(index.siblingAtColumn(ApiKeysModel::Actions)));
}

RevokeButton *ApiKeysTable::revokeButton(const QString &id) const
{
    return revokeButtonAt(indexOf(id));
}

void ApiKeysTable::selectKey(const QString &id)
{
    const QModelIndex index = indexOf(id);
    if (!index.isValid())
        return;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                 QItemSelectionModel::Rows);
    scrollTo(index);
    setFocus(Qt::OtherFocusReason);
}

QString ApiKeysTable::currentId() const
{
    return currentIndex().data(ApiKeysModel::IdRole).toString();
}

QStringList ApiKeysTable::selectedIds() const
{
    QStringList ids;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        if (selectionModel()->isRowSelected(row))
            ids.append(m_sorted->index(row, 0).data(ApiKeysModel::IdRole).toString());
    }
    return ids;
}

QStringList ApiKeysTable::idsAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const QString id = index.data(ApiKeysModel::IdRole).toString();
    const QStringList selected = selectedIds();
    return selected.contains(id) ? selected : QStringList(id);
}

void ApiKeysTable::keyPressEvent(QKeyEvent *event)
{
    if (!actOnKey(event) && !stepFromButton(event->key()))
        QTableView::keyPressEvent(event);
}

bool ApiKeysTable::actOnKey(const QKeyEvent *event)
{
    if (event->modifiers() != Qt::NoModifier || !currentIndex().isValid())
        return false;
    // With Ctrl and an arrow, the current row is moved on and the selection stays.
    const QStringList selected = selectedIds();
    const QStringList ids = selected.isEmpty() ? QStringList(currentId()) : selected;
    switch (event->key()) {
    case Qt::Key_Delete:
        if (m_changesAllowed)
            Q_EMIT revokeRequested(ids);
        return true;
    case Qt::Key_F2:
        if (m_changesAllowed && ids.size() == 1)
            Q_EMIT renameRequested(ids.first());
        return true;
    case Qt::Key_Escape: // one row again
        if (selected.size() < 2)
            return false;
        selectionModel()->setCurrentIndex(currentIndex(), QItemSelectionModel::ClearAndSelect |
                                                              QItemSelectionModel::Rows);
        return true;
    default:
        return false;
    }
}

bool ApiKeysTable::stepFromButton(int key)
{
    const auto *button = qobject_cast<RevokeButton *>(window()->focusWidget());
    if (!button || (key != Qt::Key_Up && key != Qt::Key_Down))
        return false;
    const int row = indexOf(button->keyId()).row() + (key == Qt::Key_Up ? -1 : 1);
    if (RevokeButton *next = revokeButtonAt(m_sorted->index(row, 0)))
        next->setFocus(Qt::TabFocusReason);
    return true;
}

void ApiKeysTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index =
        byKeyboard ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (!index.isValid())
        return;
    menuFor(idsAt(index))
        ->popup(byKeyboard ? viewport()->mapToGlobal(visualRect(index).center())
                           : event->globalPos());
}

QMenu *ApiKeysTable::menuFor(const QStringList &ids)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (ids.size() == 1) {
        QAction *rename = menu->addAction(tr("Rename"));
        rename->setShortcut(Qt::Key_F2); // only shown: see keyPressEvent()
        rename->setEnabled(m_changesAllowed);
        connect(rename, &QAction::triggered, this,
                [this, id = ids.first()] { Q_EMIT renameRequested(id); });
    }
    const int count = static_cast<int>(ids.size());
    QAction *revoke = menu->addAction(
        icon(Icon::Trash), count == 1 ? tr("Revoke") : tr("Revoke %n keys", nullptr, count));
    revoke->setEnabled(m_changesAllowed);
    connect(revoke, &QAction::triggered, this, [this, ids] { Q_EMIT revokeRequested(ids); });
    return menu;
}

void ApiKeysTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update(); // the ring is around a whole row, not only the current cell
}

void ApiKeysTable::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

void ApiKeysTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layoutColumns();
}

void ApiKeysTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    layoutColumns();
}

void ApiKeysTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        adaptToFont();
}

void ApiKeysTable::adaptToFont()
{
    verticalHeader()->setDefaultSectionSize(metrics::tableRowHeight(fontMetrics()));
    horizontalHeader()->setFixedHeight(metrics::controlHeight(fontMetrics()) + 4);
    layoutColumns();
}

int ApiKeysTable::wantedWidth(int column) const
{
    const QFontMetrics font(horizontalHeader()->font());
    const QString title = m_sorted->headerData(column, Qt::Horizontal).toString();
    constexpr int sortArrow = 12;
    const int header = font.horizontalAdvance(title) + 2 * metrics::inGroup + sortArrow + 1;
    return std::max(header, m_delegate->widthOf(column));
}

void ApiKeysTable::layoutColumns()
{
    if (!isVisible()) // showEvent() makes up for it
        return;
    TableColumns columns;
    for (int column = 0; column < ApiKeysModel::Actions; ++column)
        columns.wanted[static_cast<std::size_t>(column)] = wantedWidth(column);
    const RevokeButton measure({}, {});
    columns.wanted[ApiKeysModel::Actions] = measure.sizeHint().width() + 4;
    columns.character = fontMetrics().averageCharWidth();
    const auto widths = columns.fitted(viewport()->width());
    for (int column = 0; column < ApiKeysModel::ColumnCount; ++column) {
        const int width = widths[static_cast<std::size_t>(column)];
        setColumnHidden(column, width == 0);
        if (width > 0)
            setColumnWidth(column, width);
    }
}

void ApiKeysTable::setHovered(const QModelIndex &index)
{
    if (index.row() == m_hoveredRow)
        return;
    m_hoveredRow = index.row();
    m_delegate->setHovered(index);
    viewport()->update();
}

bool ApiKeysTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        setHovered(indexAt(static_cast<QHoverEvent *>(event)->position().toPoint()));
    else if (event->type() == QEvent::HoverLeave)
        setHovered({});
    return QTableView::viewportEvent(event);
}

void ApiKeysTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    // Past QTableView, which tells assistive technology numbers of cells that count hidden headers.
    // NOLINTNEXTLINE(bugprone-parent-virtual-call)
    QAbstractItemView::currentChanged(current, previous);
    viewport()->update();
    tellCurrentCell(this, current);
}

void ApiKeysTable::selectionChanged(const QItemSelection &selected,
                                    const QItemSelection &deselected)
{
    // As in currentChanged(). NOLINTNEXTLINE(bugprone-parent-virtual-call)
    QAbstractItemView::selectionChanged(selected, deselected);
    Q_EMIT selectedCountChanged(static_cast<int>(selectedIds().size()));
}

void ApiKeysTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // A focused button takes the focus along when it goes; the row that comes next should have it.
    const QWidget *focused = window()->focusWidget();
    for (int row = start; row <= end; ++row) {
        if (focused && focused == revokeButtonAt(m_sorted->index(row, 0)))
            setFocus(Qt::OtherFocusReason);
    }
    leaveRows(start, end);
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

// Left alone, Qt would go on above what is removed, not where the eye is.
void ApiKeysTable::leaveRows(int start, int end)
{
    const int current = currentIndex().row();
    if (current < start || current > end)
        return;
    const int next = end + 1 < m_sorted->rowCount() ? end + 1 : start - 1;
    const bool isOnlySelection = selectedIds().size() < 2;
    selectionModel()->setCurrentIndex(m_sorted->index(next, 0),
                                      isOnlySelection ? QItemSelectionModel::ClearAndSelect |
                                                            QItemSelectionModel::Rows
                                                      : QItemSelectionModel::NoUpdate);
}

} // namespace keydesk::ui
