// SPDX-License-Identifier: Apache-2.0
#include "style/ScrollBarPainter.h"

#include "style/Theme.h"

#include <QPainter>
#include <QStyleOptionSlider>

#include <algorithm>

namespace keydesk::ui {

namespace {

constexpr int minimumHandle = 32;

struct Handle
{
    int start;
    int length;
};

Handle handle(const QStyleOptionSlider &option, int room)
{
    const qint64 range = qint64{option.maximum} - option.minimum;
    if (range <= 0)
        return {0, room};
    const qint64 page = std::max(1, option.pageStep);
    const auto wanted = static_cast<int>(room * page / (range + page));
    const int length = std::min(room, std::max(minimumHandle, wanted));
    const int start = QStyle::sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, room - length, option.upsideDown);
    return {start, length};
}

QRect along(const QStyleOptionSlider &option, int start, int length)
{
    const QRect &bar = option.rect;
    const QRect rect = option.orientation == Qt::Horizontal
                           ? QRect(bar.left() + start, bar.top(), length, bar.height())
                           : QRect(bar.left(), bar.top() + start, bar.width(), length);
    return QStyle::visualRect(option.direction, bar, rect);
}

} // namespace

QRect scrollBarRect(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const int room =
        option.orientation == Qt::Horizontal ? option.rect.width() : option.rect.height();
    const Handle grip = handle(option, room);
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return option.rect;
    case QStyle::SC_ScrollBarSlider:
        return along(option, grip.start, grip.length);
    case QStyle::SC_ScrollBarSubPage:
        return along(option, 0, grip.start);
    case QStyle::SC_ScrollBarAddPage:
        return along(option, grip.start + grip.length, room - grip.start - grip.length);
    default:
        return {};
    }
}

void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option)
{
    const Theme theme(option.palette);
    painter->fillRect(option.rect, theme.page());
    if (option.minimum == option.maximum)
        return;
    const bool used = option.activeSubControls & QStyle::SC_ScrollBarSlider;
    QRectF grip(scrollBarRect(option, QStyle::SC_ScrollBarSlider));
    grip.adjust(3, 3, -3, -3);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mixed(theme.page(), theme.text(), used ? 0.5 : 0.3));
    painter->drawRoundedRect(grip, 3, 3);
    painter->restore();
}

} // namespace keydesk::ui
