// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRect>
#include <QStyle>

class QPainter;
class QStyleOptionSlider;

namespace keydesk::ui {

/** Scroll bars without arrows: a rounded handle on the surface. */
QRect scrollBarRect(const QStyleOptionSlider &option, QStyle::SubControl part);
void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option);

} // namespace keydesk::ui
