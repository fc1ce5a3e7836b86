// SPDX-License-Identifier: Apache-2.0
#include "style/FocusRing.h"

#include "style/Metrics.h"

#include <QPainter>
#include <QWidget>

namespace keydesk::ui {

bool isKeyboardUsed(const QWidget *widget)
{
    if (!widget)
        return false;
    // A sheet begins with the focus on what Enter does: that is seen from the start.
    const QWidget *window = widget->window();
    return window->isModal() || window->testAttribute(Qt::WA_KeyboardFocusChange);
}

bool showsFocus(const QWidget *widget)
{
    return widget->hasFocus() && isKeyboardUsed(widget);
}

void paintFocusRing(QPainter *painter, const QRect &rect, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, metrics::focusWidth));
    painter->setBrush(Qt::NoBrush);
    const double inset = metrics::focusWidth / 2.0;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset),
                             metrics::radius - 1, metrics::radius - 1);
    painter->restore();
}

} // namespace keydesk::ui
