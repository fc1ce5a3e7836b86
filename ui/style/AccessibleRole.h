// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessible>

class QWidget;

namespace keydesk::ui {

/** What assistive technology takes a widget for, where its class does not say it. */
void setAccessibleRole(QWidget *widget, QAccessible::Role role);

/** Has screen readers say the widget's accessible name now. */
void announce(QWidget *widget);

} // namespace keydesk::ui
