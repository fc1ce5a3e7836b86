// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"
#include "style/RowButton.h"

#include <QAccessibleInterface>
#include <QPointer>

namespace keydesk::ui {

class AccessibleSidebarList;
class SidebarList;
class SidebarRowButton;

AccessibleSidebarList *accessibleList(SidebarList *list);

/**
 * A row: the heading of a connection, or a platform, which can be pressed as the button that it
 * looks like. The buttons on it are its children. Knows its row by id; owned by QAccessible.
 */
class AccessibleSidebarRow : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleSidebarRow(SidebarList *list, PlatformRef ref);

    PlatformRef ref() const { return m_ref; }

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
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    bool isHeading() const { return m_ref.platformId.isEmpty(); }
    bool canBeUsed() const;

    QPointer<SidebarList> m_list;
    PlatformRef m_ref;
};

/** A button on a row as assistive technology sees it: a child of the row, not of a viewport. */
class AccessibleSidebarButton : public AccessibleRowButton
{
public:
    explicit AccessibleSidebarButton(SidebarRowButton *button);

    QAccessibleInterface *parent() const override;

private:
    SidebarRowButton *button() const;
};

} // namespace keydesk::ui
