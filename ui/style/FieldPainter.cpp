// SPDX-License-Identifier: Apache-2.0
#include "style/FieldPainter.h"

#include "style/KeydeskStyle.h"
#include "style/Metrics.h"
#include "style/Theme.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QVariant>
#include <QWidget>

#include <algorithm>

namespace keydesk::ui {

namespace {

constexpr auto invalidProperty = "keydeskInvalid";
constexpr int meterHeight = 6;
constexpr int arrowWidth = 8;

void paintSortArrow(QPainter *painter, const QRectF &rect, bool up, const QColor &color)
{
    const double y = rect.center().y();
    const double tip = up ? y - 2 : y + 2;
    const double base = up ? y + 2 : y - 2;
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawPolygon(QPolygonF{QPointF(rect.left(), base), QPointF(rect.right(), base),
                                   QPointF(rect.center().x(), tip)});
}

} // namespace

void setInvalid(QWidget *field, bool invalid)
{
    if (field->property(invalidProperty).toBool() == invalid)
        return;
    field->setProperty(invalidProperty, invalid);
    field->update();
}

void paintField(QPainter *painter, const QStyleOption &option, const QWidget *widget)
{
    const Theme theme(option.palette);
    const bool readOnly = option.state & QStyle::State_ReadOnly;
    const bool focused = option.state & QStyle::State_HasFocus;
    const bool invalid = widget && widget->property(invalidProperty).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const double width = focused ? metrics::focusWidth : 1;
    const QColor calm = focused ? theme.accent() : theme.controlBorder();
    painter->setPen(QPen(invalid ? theme.danger() : calm, width));
    painter->setBrush(readOnly ? theme.field() : option.palette.color(QPalette::Base));
    const double inset = width / 2;
    painter->drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset),
                             metrics::radius, metrics::radius);
    painter->restore();
}

QRect comboTextRect(const QStyleOptionComboBox &option)
{
    return QStyle::visualRect(option.direction, option.rect,
                              option.rect.adjusted(fieldPadding, 0, -comboArrowWidth, 0));
}

void paintComboBox(QPainter *painter, const QStyleOptionComboBox &option, const QWidget *widget)
{
    paintField(painter, option, widget);
    const Theme theme(option.palette);
    const bool isEnabled = option.state & QStyle::State_Enabled;
    QRect arrow(0, 0, arrowWidth, 9);
    arrow.moveCenter(option.rect.center());
    arrow.moveRight(option.rect.right() - (comboArrowWidth - arrowWidth) / 2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintSortArrow(painter, QStyle::visualRect(option.direction, option.rect, arrow), false,
                   isEnabled ? theme.secondaryText() : theme.controlBorder());
    painter->restore();
}

void paintCheckIndicator(QPainter *painter, const QStyleOption &option)
{
    const Theme theme(option.palette);
    const bool isOn = option.state & QStyle::State_On;
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const QColor border = isEnabled ? theme.secondaryText() : theme.controlBorder();
    const QColor fill = isEnabled ? theme.accent() : theme.controlBorder();
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(isOn ? fill : border);
    painter->setBrush(isOn ? fill : option.palette.color(QPalette::Base));
    painter->drawRoundedRect(box, 3, 3);
    if (isOn) {
        const double unit = box.width() / 12;
        painter->setPen(
            QPen(theme.onAccent(), 2 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        const QPointF at = box.topLeft();
        painter->drawPolyline(QPolygonF{at + QPointF(2.8, 6.4) * unit, at + QPointF(5, 8.6) * unit,
                                        at + QPointF(9.2, 3.6) * unit});
    }
    painter->restore();
}

void paintMenuFrame(QPainter *painter, const QStyleOption &option)
{
    painter->save();
    painter->setPen(Theme(option.palette).controlBorder());
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void paintMeter(QPainter *painter, const QStyleOptionProgressBar &option)
{
    const Theme theme(option.palette);
    QRectF track(option.rect);
    track.setTop(option.rect.top() + (option.rect.height() - meterHeight) / 2.0);
    track.setHeight(meterHeight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.hairline());
    painter->drawRoundedRect(track, meterHeight / 2.0, meterHeight / 2.0);
    const double range = std::max(1, option.maximum - option.minimum);
    const double share = std::clamp((option.progress - option.minimum) / range, 0.0, 1.0);
    if (share > 0) {
        QRectF filled = track;
        filled.setWidth(std::max<double>(meterHeight, track.width() * share));
        if (option.direction == Qt::RightToLeft)
            filled.moveRight(track.right());
        painter->setBrush(theme.accent());
        painter->drawRoundedRect(filled, meterHeight / 2.0, meterHeight / 2.0);
    }
    painter->restore();
}

void paintHeaderSection(QPainter *painter, const QStyleOptionHeader &option)
{
    const Theme theme(option.palette);
    const QFontMetrics font(painter->font());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option.rect, theme.page());
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      theme.hairline());
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    const bool hovered = option.state & QStyle::State_MouseOver;
    QRect area = option.rect.adjusted(metrics::inGroup, 0, -metrics::inGroup, 0);
    const int room = area.width() - (sorted ? arrowWidth + 4 : 0);
    const QString text = font.elidedText(option.text, Qt::ElideRight, room);
    const int width = font.horizontalAdvance(text) + 1;
    painter->setPen(sorted || hovered ? theme.text() : theme.secondaryText());
    painter->drawText(QStyle::visualRect(option.direction, option.rect,
                                         QRect(area.left(), area.top(), width, area.height())),
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute | Qt::TextSingleLine,
                      text);
    if (sorted) {
        const QRect arrow(area.left() + width + 4, area.center().y() - 4, arrowWidth, 9);
        paintSortArrow(painter, QStyle::visualRect(option.direction, option.rect, arrow),
                       option.sortIndicator == QStyleOptionHeader::SortUp, theme.text());
    }
    painter->restore();
}

void paintToolTip(QPainter *painter, const QStyleOption &option)
{
    const Theme theme(option.palette);
    painter->fillRect(option.rect, theme.controlBorder());
    painter->fillRect(option.rect.adjusted(1, 1, -1, -1),
                      option.palette.color(QPalette::ToolTipBase));
}

} // namespace keydesk::ui
