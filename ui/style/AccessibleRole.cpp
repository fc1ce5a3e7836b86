// SPDX-License-Identifier: Apache-2.0
#include "style/AccessibleRole.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace keydesk::ui {

namespace {

constexpr auto roleProperty = "keydeskAccessibleRole";

QAccessibleInterface *makeInterfaceWithRole(const QString &, QObject *object)
{
    if (!object || !object->isWidgetType())
        return nullptr;
    const QVariant role = object->property(roleProperty);
    if (!role.isValid())
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget *>(object),
                                 static_cast<QAccessible::Role>(role.toInt()));
}

} // namespace

void setAccessibleRole(QWidget *widget, QAccessible::Role role)
{
    [[maybe_unused]] static const bool installed = [] {
        QAccessible::installFactory(makeInterfaceWithRole);
        return true;
    }();
    widget->setProperty(roleProperty, static_cast<int>(role));
}

void announce(QWidget *widget)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent renamed(widget, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&renamed);
    QAccessibleEvent alert(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace keydesk::ui
