// SPDX-License-Identifier: Apache-2.0
#include "style/ButtonPainter.h"

#include "style/FocusRing.h"
#include "style/Icons.h"
#include "style/Metrics.h"
#include "style/Theme.h"

#include <QAbstractButton>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

#include <algorithm>

namespace keydesk::ui {

namespace {

constexpr int iconGap = 6;

struct Look
{
    QColor fill; // invalid: none
    QColor border;
    QColor text;
    QColor focus;
};

bool isFilled(ButtonKind kind)
{
    return kind == ButtonKind::Primary || kind == ButtonKind::Danger;
}

int padding(const QStyleOptionButton &option, ButtonKind kind)
{
    if (kind == ButtonKind::Link)
        return 4;
    if (option.text.isEmpty() || kind == ButtonKind::Quiet || kind == ButtonKind::DangerQuiet)
        return 8;
    return 14;
}

QFont buttonFont(const QFont &font, ButtonKind kind)
{
    QFont result = font;
    if (isFilled(kind))
        result.setWeight(QFont::DemiBold);
    return result;
}

QFont fontOf(const QStyleOptionButton &option, ButtonKind kind)
{
    const auto *widget = qobject_cast<const QWidget *>(option.styleObject);
    return buttonFont(widget ? widget->font() : QFont(), kind);
}

QColor pressedOrHovered(const QColor &fill, const QStyleOptionButton &option, const Theme &theme)
{
    if (option.state & (QStyle::State_Sunken | QStyle::State_On))
        return mixed(fill, theme.text(), 0.16);
    if (option.state & QStyle::State_MouseOver)
        return mixed(fill, theme.text(), 0.08);
    return fill;
}

Look disabledLook(ButtonKind kind, const Theme &theme)
{
    if (isFilled(kind))
        return {theme.hairline(), {}, theme.disabledText(), {}};
    if (kind == ButtonKind::Plain)
        return {{}, theme.hairline(), theme.disabledText(), {}};
    return {{}, {}, theme.disabledText(), {}};
}

Look look(const QStyleOptionButton &option, ButtonKind kind, const Theme &theme)
{
    if (!(option.state & QStyle::State_Enabled))
        return disabledLook(kind, theme);
    const bool raised =
        option.state & (QStyle::State_Sunken | QStyle::State_On | QStyle::State_MouseOver);
    switch (kind) {
    case ButtonKind::Primary:
        return {pressedOrHovered(theme.accent(), option, theme),
                {},
                theme.onAccent(),
                theme.onAccent()};
    case ButtonKind::Danger:
        return {pressedOrHovered(theme.danger(), option, theme),
                {},
                theme.onDanger(),
                theme.onDanger()};
    case ButtonKind::DangerQuiet:
        return {raised ? theme.errorSurface() : QColor(), raised ? theme.danger() : QColor(),
                theme.danger(), theme.accent()};
    case ButtonKind::Quiet:
        return {raised ? pressedOrHovered(theme.page(), option, theme) : QColor(),
                {},
                theme.secondaryText(),
                theme.accent()};
    case ButtonKind::Link:
        return {{}, {}, theme.link(), theme.accent()};
    case ButtonKind::Plain:
        break;
    }
    return {pressedOrHovered(theme.page(), option, theme), theme.controlBorder(), theme.text(),
            theme.accent()};
}

void paintBevel(QPainter *painter, const QRect &rect, const Look &look)
{
    painter->setPen(look.border.isValid() ? QPen(look.border) : QPen(Qt::NoPen));
    painter->setBrush(look.fill.isValid() ? QBrush(look.fill) : QBrush(Qt::NoBrush));
    const double inset = look.border.isValid() ? 0.5 : 0;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), metrics::radius,
                             metrics::radius);
}

QRect visual(const QStyleOptionButton &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void paintOptionIcon(QPainter *painter, const QStyleOptionButton &option, const QRect &rect,
                     const QColor &color)
{
    if (const auto known = iconFromName(option.icon.name()))
        paintIcon(painter, *known, rect, color);
    else
        option.icon.paint(painter, rect);
}

void paintLabel(QPainter *painter, const QStyleOptionButton &option, ButtonKind kind,
                const QColor &color, int textFlags)
{
    const QFontMetrics font(painter->font());
    const int inner = option.rect.width() - 2 * std::min(4, padding(option, kind));
    const int icon = option.icon.isNull() ? 0 : option.iconSize.width();
    const int gap = icon > 0 && !option.text.isEmpty() ? iconGap : 0;
    const int wanted = font.size(Qt::TextShowMnemonic, option.text).width();
    const int text = std::min(wanted, inner - icon - gap);
    int x = option.rect.left() + (option.rect.width() - icon - gap - text) / 2;
    if (icon > 0) {
        const QRect rect(x, option.rect.center().y() - (icon - 1) / 2, icon, icon);
        paintOptionIcon(painter, option, visual(option, rect), color);
        x += icon + gap;
    }
    const QString shown =
        wanted > text ? font.elidedText(option.text, Qt::ElideRight, text, Qt::TextShowMnemonic)
                      : option.text;
    constexpr auto alignment =
        static_cast<int>((Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute).toInt());
    painter->setPen(color);
    painter->drawText(visual(option, QRect(x, option.rect.top(), text + 1, option.rect.height())),
                      alignment | Qt::TextSingleLine | textFlags, shown);
}

} // namespace

ButtonKind buttonKindOf(const QWidget *widget)
{
    return buttonKind(qobject_cast<const QAbstractButton *>(widget));
}

QSize buttonSize(const QStyleOptionButton &option, ButtonKind kind)
{
    const QFontMetrics font(fontOf(option, kind));
    const int icon = option.icon.isNull() ? 0 : option.iconSize.width();
    const int gap = icon > 0 && !option.text.isEmpty() ? iconGap : 0;
    const int text =
        option.text.isEmpty() ? 0 : font.size(Qt::TextShowMnemonic, option.text).width() + 1;
    const int height = kind == ButtonKind::Link ? font.height() + 4 : metrics::controlHeight(font);
    const int width = icon + gap + text + 2 * padding(option, kind);
    return {std::max(width, kind == ButtonKind::Link ? width : height), height};
}

void paintButton(QPainter *painter, const QStyleOptionButton &option, ButtonKind kind,
                 bool showMnemonic)
{
    const Theme theme(option.palette);
    const Look colors = look(option, kind, theme);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintBevel(painter, option.rect, colors);
    const auto *widget = qobject_cast<const QWidget *>(option.styleObject);
    if ((option.state & QStyle::State_HasFocus) && isKeyboardUsed(widget))
        paintFocusRing(painter, isFilled(kind) ? option.rect.adjusted(2, 2, -2, -2) : option.rect,
                       colors.focus);
    QFont font = fontOf(option, kind);
    if (kind == ButtonKind::Link && (option.state & QStyle::State_MouseOver))
        font.setUnderline(true);
    painter->setFont(font);
    paintLabel(painter, option, kind, colors.text,
               showMnemonic ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
    painter->restore();
}

} // namespace keydesk::ui
