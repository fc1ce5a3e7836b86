// SPDX-License-Identifier: Apache-2.0
#include "shell/AccessibleSidebarList.h"

#include "shell/AccessibleSidebarRow.h"
#include "shell/SidebarList.h"
#include "shell/SidebarModel.h"
#include "shell/SidebarRowButton.h"

namespace keydesk::ui {

namespace {

QAccessibleInterface *makeSidebarInterface(const QString &, QObject *object)
{
    if (auto *list = qobject_cast<SidebarList *>(object))
        return new AccessibleSidebarList(list);
    if (auto *button = qobject_cast<SidebarRowButton *>(object))
        return new AccessibleSidebarButton(button);
    return nullptr;
}

} // namespace

void installAccessibleSidebarList()
{
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(makeSidebarInterface);
        return true;
    }();
}

AccessibleSidebarList *accessibleList(SidebarList *list)
{
    return list ? static_cast<AccessibleSidebarList *>(QAccessible::queryAccessibleInterface(list))
                : nullptr;
}

void tellFocusedRow(SidebarList *list, const PlatformRef &ref)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleInterface *row = accessibleList(list)->row(ref);
    if (!row)
        return;
    QAccessibleEvent focus(row, QAccessible::Focus);
    QAccessible::updateAccessibility(&focus);
}

void forgetGoneRows(SidebarList *list)
{
    if (QAccessible::isActive())
        accessibleList(list)->forgetGoneRows();
}

AccessibleSidebarList::AccessibleSidebarList(SidebarList *list)
    : QAccessibleWidget(list, QAccessible::List)
{
}

AccessibleSidebarList::~AccessibleSidebarList()
{
    for (const QAccessible::Id id : std::as_const(m_rows))
        QAccessible::deleteAccessibleInterface(id);
}

SidebarList *AccessibleSidebarList::list() const
{
    return static_cast<SidebarList *>(object());
}

QAccessibleInterface *AccessibleSidebarList::row(const PlatformRef &ref) const
{
    if (!list()->indexOf(ref).isValid())
        return nullptr;
    QAccessible::Id &id = m_rows[ref];
    if (id == 0)
        id = QAccessible::registerAccessibleInterface(new AccessibleSidebarRow(list(), ref));
    return QAccessible::accessibleInterface(id);
}

void AccessibleSidebarList::forgetGoneRows()
{
    m_rows.removeIf([this](const auto &entry) {
        if (list()->indexOf(entry.key()).isValid())
            return false;
        QAccessible::deleteAccessibleInterface(entry.value());
        return true;
    });
}

int AccessibleSidebarList::childCount() const
{
    return list()->sidebarModel()->rowCount();
}

QAccessibleInterface *AccessibleSidebarList::child(int number) const
{
    if (number < 0 || number >= childCount())
        return nullptr;
    return row(list()->sidebarModel()->row(number).ref);
}

QAccessibleInterface *AccessibleSidebarList::childAt(int x, int y) const
{
    const QModelIndex index = list()->indexAt(list()->viewport()->mapFromGlobal(QPoint(x, y)));
    return child(index.isValid() ? index.row() : -1);
}

QAccessibleInterface *AccessibleSidebarList::focusChild() const
{
    const QModelIndex index = list()->currentIndex();
    return list()->hasFocus() && index.isValid() ? child(index.row()) : nullptr;
}

int AccessibleSidebarList::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *row = dynamic_cast<const AccessibleSidebarRow *>(child);
    return row ? list()->sidebarModel()->rowOf(row->ref()) : -1;
}

} // namespace keydesk::ui
