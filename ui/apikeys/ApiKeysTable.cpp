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
    setSelectionMode(SingleSelection);
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
    button->setEnabled(m_revokeAllowed);
    connect(button, &RevokeButton::clicked, this,
            [this, button] { Q_EMIT revokeRequested(button->keyId()); });
    connect(button, &RevokeButton::focusReceived, this, [this, button] {
        selectionModel()->setCurrentIndex(indexOf(button->keyId()),
                                          QItemSelectionModel::ClearAndSelect |
                                              QItemSelectionModel::Rows);
        scrollTo(indexOf(button->keyId(), ApiKeysModel::Actions));
    });
    setIndexWidget(index, button);
}

void ApiKeysTable::setRevokeAllowed(bool allowed)
{
    if (std::exchange(m_revokeAllowed, allowed) == allowed)
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

void ApiKeysTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && event->modifiers() == Qt::NoModifier &&
        currentIndex().isValid()) {
        if (m_revokeAllowed)
            Q_EMIT revokeRequested(currentId());
        return;
    }
    if (!stepFromButton(event->key()))
        QTableView::keyPressEvent(event);
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
    const QString id = index.data(ApiKeysModel::IdRole).toString();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *revoke = menu->addAction(icon(Icon::Trash), tr("Revoke"));
    revoke->setEnabled(m_revokeAllowed);
    connect(revoke, &QAction::triggered, this, [this, id] { Q_EMIT revokeRequested(id); });
    menu->popup(byKeyboard ? viewport()->mapToGlobal(visualRect(index).center())
                           : event->globalPos());
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
    if (!m_delegate || m_sorted->columnCount() == 0)
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
}

void ApiKeysTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // A focused button takes the focus along when it goes; the row that comes next should have it.
    const QWidget *focused = window()->focusWidget();
    for (int row = start; row <= end; ++row) {
        if (focused && focused == revokeButtonAt(m_sorted->index(row, 0)))
            setFocus(Qt::OtherFocusReason);
    }
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

} // namespace keydesk::ui
