// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>

namespace keydesk::ui {

class SidebarList;

/** Makes assistive technology see SidebarList and its buttons through the classes below. */
void installAccessibleSidebarList();
/** Says that a row has the focus now. */
void tellFocusedRow(SidebarList *list, const PlatformRef &ref);
/** To be called when rows have gone. */
void forgetGoneRows(SidebarList *list);

/**
 * The list as assistive technology sees it. Qt's own leaves the buttons on rows out and can press
 * nothing. Its children are the rows, the headings among them; a row is made when it is asked for.
 */
class AccessibleSidebarList : public QAccessibleWidget
{
public:
    explicit AccessibleSidebarList(SidebarList *list);
    ~AccessibleSidebarList() override;

    SidebarList *list() const;
    /** nullptr if it is not shown. */
    QAccessibleInterface *row(const PlatformRef &ref) const;
    void forgetGoneRows();

    int childCount() const override;
    QAccessibleInterface *child(int number) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;

private:
    mutable QHash<PlatformRef, QAccessible::Id> m_rows;
};

} // namespace keydesk::ui
