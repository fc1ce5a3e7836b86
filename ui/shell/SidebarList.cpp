// SPDX-License-Identifier: Apache-2.0
#include "shell/SidebarList.h"

#include "shell/AccessibleSidebarList.h"
#include "shell/SidebarDelegate.h"
#include "shell/SidebarModel.h"
#include "shell/SidebarRowButton.h"
#include "style/FocusRing.h"
#include "style/Icons.h"
#include "style/Theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace keydesk::ui {

SidebarList::SidebarList(SidebarModel *model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_settings(makeSettings())
    , m_hoverSettings(makeSettings())
{
    installAccessibleSidebarList();
    setAccessibleName(tr("Platforms"));
    setModel(model);
    setItemDelegate(new SidebarDelegate(this));
    setUpLook();
    // A click with the mouse leaves the focus where it is.
    m_hoverSettings->setFocusPolicy(Qt::NoFocus);
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex &index) { activateRow(refAt(index)); });
    connect(m_model, &SidebarModel::aboutToChange, this, [this] {
        m_isModelChanging = true;
        m_focusedBefore = currentIndex().row();
    });
    connect(m_model, &SidebarModel::changed, this, &SidebarList::followModel);
    connect(m_model, &SidebarModel::dataChanged, this, [this] {
        if (!m_isModelChanging)
            placeButtons();
    });
}

void SidebarList::setUpLook()
{
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    viewport()->setAttribute(Qt::WA_Hover);
    viewport()->setAutoFillBackground(false); // the column's surface
    dressScrollBar();
}

void SidebarList::dressScrollBar()
{
    QPalette colors = palette();
    colors.setColor(QPalette::Window, Theme(colors).platformColumn());
    verticalScrollBar()->setPalette(colors);
}

SidebarRowButton *SidebarList::makeSettings()
{
    auto *button = new SidebarRowButton(icon(Icon::Gear), tr("Settings"), viewport());
    connect(button, &SidebarRowButton::clicked, this,
            [this, button] { Q_EMIT settingsRequested(button->ref()); });
    connect(button, &SidebarRowButton::focusReceived, this, [this, button] {
        setCurrentIndex(indexOf(button->ref()));
        viewport()->update();
    });
    // Once the focus has arrived: it may have gone from a button to its row.
    connect(button, &SidebarRowButton::focusLost, this, &SidebarList::placeButtons,
            Qt::QueuedConnection);
    return button;
}

QModelIndex SidebarList::indexOf(const PlatformRef &ref) const
{
    const int row = m_model->rowOf(ref);
    return row < 0 ? QModelIndex() : m_model->index(row);
}

PlatformRef SidebarList::refAt(const QModelIndex &index) const
{
    return index.isValid() ? m_model->row(index.row()).ref : PlatformRef();
}

void SidebarList::activateRow(const PlatformRef &ref)
{
    if (!ref.platformId.isEmpty())
        Q_EMIT platformActivated(ref);
}

void SidebarList::enterFromAbove()
{
    setCurrentIndex(m_model->index(m_model->firstPlatform()));
    setFocus(Qt::TabFocusReason);
}

void SidebarList::revealCurrent()
{
    const QModelIndex index = indexOf(m_model->current());
    if (!index.isValid())
        return;
    if (!hasFocus() && !m_settings->hasFocus())
        setCurrentIndex(index); // where the keyboard will come in
    if (isVisible())
        scrollTo(index);
}

PlatformRef SidebarList::neighbourOf(int row) const
{
    for (int next = row; next < m_model->rowCount(); ++next) {
        if (!m_model->row(next).isHeading())
            return m_model->row(next).ref;
    }
    for (int before = std::min(row, m_model->rowCount()) - 1; before >= 0; --before) {
        if (!m_model->row(before).isHeading())
            return m_model->row(before).ref;
    }
    return {};
}

// What had the focus keeps it while it is shown; then a neighbour has it.
void SidebarList::followModel()
{
    makeMenuButtons();
    const QModelIndex kept = indexOf(m_focused);
    if (m_focusedBefore >= 0) {
        setAutoScroll(hasFocus());
        setCurrentIndex(kept.isValid() ? kept : indexOf(neighbourOf(m_focusedBefore)));
        setAutoScroll(true);
    }
    m_isModelChanging = false;
    if (!kept.isValid()) {
        m_focused = refAt(currentIndex());
        tellCurrentRow();
    }
    m_pressed = {};
    hoverWherePointerIs();
    const bool wasShown = std::exchange(m_isShownOneThere, indexOf(m_model->current()).isValid());
    if (m_isShownOneThere && !wasShown)
        revealCurrent();
    placeButtons();
    forgetGoneRows(this);
}

void SidebarList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    // Past QListView, which tells assistive technology of an item that it does not have here.
    // NOLINTNEXTLINE(bugprone-parent-virtual-call)
    QAbstractItemView::currentChanged(current, previous);
    if (m_isModelChanging)
        return;
    m_focused = refAt(current);
    placeButtons();
    tellCurrentRow();
}

void SidebarList::tellCurrentRow()
{
    if (hasFocus())
        tellFocusedRow(this, m_focused);
}

bool SidebarList::isFirst(const QModelIndex &index) const
{
    for (int row = 0; row < index.row(); ++row) {
        if (m_model->flags(m_model->index(row)) & Qt::ItemIsEnabled)
            return false;
    }
    return true;
}

void SidebarList::keyPressEvent(QKeyEvent *event)
{
    if (!hasFocus()) // one of the buttons passed it on
        setFocus(Qt::TabFocusReason);
    const PlatformRef ref = refAt(currentIndex());
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (ref.platformId.isEmpty())
            openMenu(ref);
        else
            activateRow(ref);
        return;
    case Qt::Key_D:
        if (event->modifiers() != Qt::ControlModifier)
            break;
        toggleFavourite(ref);
        return;
    case Qt::Key_Up:
        if (!isFirst(currentIndex()))
            break;
        Q_EMIT leftAtTop();
        return;
    default:
        break;
    }
    QListView::keyPressEvent(event);
}

void SidebarList::toggleFavourite(const PlatformRef &ref)
{
    const int row = m_model->rowOf(ref);
    if (row >= 0 && !ref.platformId.isEmpty())
        Q_EMIT favouriteToggled(ref, !m_model->row(row).isFavourite);
}

void SidebarList::mousePressEvent(QMouseEvent *event)
{
    QListView::mousePressEvent(event);
    if (event->button() == Qt::LeftButton)
        m_pressed = refAt(indexAt(event->position().toPoint()));
    viewport()->update();
}

void SidebarList::mouseReleaseEvent(QMouseEvent *event)
{
    m_pressed = {};
    viewport()->update();
    QListView::mouseReleaseEvent(event);
}

void SidebarList::focusInEvent(QFocusEvent *event)
{
    const bool byPointer = event->reason() == Qt::MouseFocusReason;
    if (!currentIndex().isValid() && !byPointer) {
        const QModelIndex shown = indexOf(m_model->current());
        setCurrentIndex(shown.isValid() ? shown : m_model->index(m_model->firstPlatform()));
    }
    QListView::focusInEvent(event);
    placeButtons();
    tellCurrentRow();
}

void SidebarList::focusOutEvent(QFocusEvent *event)
{
    QListView::focusOutEvent(event);
    QMetaObject::invokeMethod(this, &SidebarList::placeButtons, Qt::QueuedConnection);
}

bool SidebarList::focusNextPrevChild(bool next)
{
    SidebarRowButton *menu = m_menuButtons.value(m_focused.connectionId);
    if (next && hasFocus() && m_focused.platformId.isEmpty() && menu && !menu->isHidden()) {
        menu->setFocus(Qt::TabFocusReason);
        return true;
    }
    return QListView::focusNextPrevChild(next);
}

void SidebarList::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    revealCurrent();
    placeButtons();
}

void SidebarList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    // The search that appears above it does not push what the window shows out of sight.
    const QModelIndex shown = indexOf(m_model->current());
    const int bottom = shown.isValid() ? visualRect(shown).bottom() : 0;
    if (bottom >= event->size().height() && bottom < event->oldSize().height())
        scrollTo(shown);
    placeButtons();
}

void SidebarList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dressScrollBar();
    const bool isOfSize =
        event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (isOfSize || event->type() == QEvent::LayoutDirectionChange) {
        scheduleDelayedItemsLayout();
        placeButtons();
    }
}

void SidebarList::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    hoverWherePointerIs();
    placeButtons();
}

bool SidebarList::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        setHovered(indexAt(static_cast<QHoverEvent *>(event)->position().toPoint()));
    else if (event->type() == QEvent::HoverLeave)
        setHovered({});
    return QListView::viewportEvent(event);
}

} // namespace keydesk::ui
