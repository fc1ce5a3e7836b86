// SPDX-License-Identifier: Apache-2.0
#pragma once

class QColor;
class QPainter;
class QRect;
class QWidget;

namespace keydesk::ui {

/** True once the person has moved the focus with the keyboard in this window; always in a sheet. */
bool isKeyboardUsed(const QWidget *widget);

/** True where the focus should be seen: a mouse shows by itself where it is. */
bool showsFocus(const QWidget *widget);

void paintFocusRing(QPainter *painter, const QRect &rect, const QColor &color);

} // namespace keydesk::ui
