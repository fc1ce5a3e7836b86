// SPDX-License-Identifier: Apache-2.0
#include "shell/AccessibleSidebarRow.h"

#include "shell/AccessibleSidebarList.h"
#include "shell/SidebarList.h"
#include "shell/SidebarModel.h"
#include "shell/SidebarRowButton.h"

#include <utility>

namespace keydesk::ui {

AccessibleSidebarRow::AccessibleSidebarRow(SidebarList *list, PlatformRef ref)
    : m_list(list)
    , m_ref(std::move(ref))
{
}

bool AccessibleSidebarRow::isValid() const
{
    return m_list && m_list->indexOf(m_ref).isValid();
}

bool AccessibleSidebarRow::canBeUsed() const
{
    return isValid() && m_list->indexOf(m_ref).flags().testFlag(Qt::ItemIsEnabled);
}

QAccessibleInterface *AccessibleSidebarRow::parent() const
{
    return accessibleList(m_list);
}

int AccessibleSidebarRow::childCount() const
{
    return isValid() ? static_cast<int>(m_list->buttonsOn(m_ref).size()) : 0;
}

QAccessibleInterface *AccessibleSidebarRow::child(int number) const
{
    if (number < 0 || number >= childCount())
        return nullptr;
    return QAccessible::queryAccessibleInterface(m_list->buttonsOn(m_ref).at(number));
}

QAccessibleInterface *AccessibleSidebarRow::childAt(int x, int y) const
{
    for (int number = 0; number < childCount(); ++number) {
        if (child(number)->rect().contains(x, y))
            return child(number);
    }
    return nullptr;
}

int AccessibleSidebarRow::indexOfChild(const QAccessibleInterface *child) const
{
    for (int number = 0; number < childCount(); ++number) {
        if (this->child(number) == child)
            return number;
    }
    return -1;
}

QString AccessibleSidebarRow::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    if (kind == QAccessible::Name)
        return m_list->indexOf(m_ref).data(Qt::AccessibleTextRole).toString();
    if (kind == QAccessible::Description)
        return m_list->indexOf(m_ref).data(Qt::AccessibleDescriptionRole).toString();
    return {};
}

QRect AccessibleSidebarRow::rect() const
{
    if (!isValid())
        return {};
    const QRect inViewport = m_list->visualRect(m_list->indexOf(m_ref));
    return {m_list->viewport()->mapToGlobal(inViewport.topLeft()), inViewport.size()};
}

QAccessible::Role AccessibleSidebarRow::role() const
{
    return isHeading() ? QAccessible::Heading : QAccessible::Button;
}

QAccessible::State AccessibleSidebarRow::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const QModelIndex index = m_list->indexOf(m_ref);
    state.focusable = canBeUsed();
    state.focused = m_list->hasFocus() && m_list->currentIndex() == index;
    state.selectable = !isHeading();
    state.selected = !isHeading() && m_list->sidebarModel()->current() == m_ref;
    state.invisible = !m_list->isVisible();
    state.offscreen = !m_list->viewport()->rect().intersects(m_list->visualRect(index));
    return state;
}

void *AccessibleSidebarRow::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this)
                                                : nullptr;
}

QStringList AccessibleSidebarRow::actionNames() const
{
    if (!canBeUsed())
        return {};
    if (isHeading())
        return {showMenuAction(), setFocusAction()};
    return {pressAction(), showMenuAction(), setFocusAction()};
}

void AccessibleSidebarRow::doAction(const QString &name)
{
    if (!canBeUsed())
        return;
    if (name == pressAction()) {
        m_list->setCurrentIndex(m_list->indexOf(m_ref)); // as a click does
        m_list->activateRow(m_ref);
    } else if (name == showMenuAction()) {
        m_list->openMenu(m_ref);
    } else if (name == setFocusAction()) {
        m_list->setCurrentIndex(m_list->indexOf(m_ref));
        m_list->setFocus(Qt::OtherFocusReason);
    }
}

AccessibleSidebarButton::AccessibleSidebarButton(SidebarRowButton *button)
    : AccessibleRowButton(button)
{
}

SidebarRowButton *AccessibleSidebarButton::button() const
{
    return static_cast<SidebarRowButton *>(object());
}

QAccessibleInterface *AccessibleSidebarButton::parent() const
{
    const QWidget *viewport = button()->parentWidget();
    auto *list = viewport ? qobject_cast<SidebarList *>(viewport->parentWidget()) : nullptr;
    if (!list)
        return AccessibleRowButton::parent();
    AccessibleSidebarList *accessible = accessibleList(list);
    QAccessibleInterface *row = accessible->row(button()->ref());
    return row ? row : accessible;
}

} // namespace keydesk::ui
