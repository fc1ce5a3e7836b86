// SPDX-License-Identifier: Apache-2.0
#include "style/KeydeskStyle.h"

#include "style/ButtonPainter.h"
#include "style/FieldPainter.h"
#include "style/FocusRing.h"
#include "style/Metrics.h"
#include "style/ScrollBarPainter.h"
#include "style/Theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

bool haveSameColors(const QPalette &one, const QPalette &other)
{
    constexpr std::array roles{QPalette::Window,    QPalette::WindowText,     QPalette::Base,
                               QPalette::Text,      QPalette::Button,         QPalette::ButtonText,
                               QPalette::Highlight, QPalette::HighlightedText};
    return std::ranges::all_of(roles, [&one, &other](QPalette::ColorRole role) {
        return one.color(QPalette::Active, role) == other.color(QPalette::Active, role);
    });
}

} // namespace

KeydeskStyle::KeydeskStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
    setObjectName(u"keydesk"_s);
}

void KeydeskStyle::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    // Without roles of its own it only makes Qt ask standardPalette() again, under the desktop's.
    QApplication::setPalette(QPalette());
}

void KeydeskStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) ||
        qobject_cast<QComboBox *>(widget) || qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void KeydeskStyle::polish(QPalette &palette)
{
    // Qt gives Fusion's colours to every desktop that has none of its own.
    if (haveSameColors(palette, QProxyStyle::standardPalette()))
        palette = housePalette(m_dark);
    // Secondary text is drawn in this role; many desktops make it half transparent.
    for (const auto group : {QPalette::Active, QPalette::Inactive})
        palette.setColor(group, QPalette::PlaceholderText, Theme(palette).secondaryText());
}

void KeydeskStyle::polish(QApplication *application)
{
    QProxyStyle::polish(application);
}

QPalette KeydeskStyle::standardPalette() const
{
    return housePalette(m_dark);
}

int KeydeskStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                              const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
        return 0;
    case PM_ButtonIconSize:
        return metrics::iconSize(QFontMetrics(widget ? widget->font() : QApplication::font()));
    case PM_ScrollBarExtent:
        return 12;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int KeydeskStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_UnderlineShortcut: // for those who use the keyboard
        return isKeyboardUsed(widget) ? 1 : 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize KeydeskStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                     const QSize &size, const QWidget *widget) const
{
    if (type == CT_PushButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return buttonSize(*button, buttonKindOf(widget));
    }
    if (type == CT_LineEdit && option)
        return {size.width() + 2 * fieldPadding, metrics::controlHeight(option->fontMetrics)};
    if (type == CT_ComboBox && option)
        return {size.width() + fieldPadding + comboArrowWidth + 4, // Fusion leaves some at the text
                metrics::controlHeight(option->fontMetrics)};
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect KeydeskStyle::subElementRect(SubElement element, const QStyleOption *option,
                                   const QWidget *widget) const
{
    if (element == SE_LineEditContents)
        return option->rect.adjusted(fieldPadding, 0, -fieldPadding, 0);
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect KeydeskStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                   SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarRect(*bar, subControl);
    }
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return comboTextRect(*box);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

void KeydeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit:
        paintField(painter, *option, widget);
        return;
    case PE_FrameLineEdit:
        return; // part of the panel
    case PE_FrameFocusRect:
        paintFocusRing(painter, option->rect, Theme(option->palette).accent());
        return;
    case PE_IndicatorCheckBox:
        paintCheckIndicator(painter, *option);
        return;
    case PE_FrameMenu:
        paintMenuFrame(painter, *option);
        return;
    case PE_PanelTipLabel:
        paintToolTip(painter, *option);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void KeydeskStyle::drawControl(ControlElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    if (element == CE_PushButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const bool mnemonics = proxy()->styleHint(SH_UnderlineShortcut, option, widget) != 0;
            paintButton(painter, *button, buttonKindOf(widget), mnemonics);
            return;
        }
    }
    if (element == CE_ProgressBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
            paintMeter(painter, *bar);
            return;
        }
    }
    if (element == CE_Header) {
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            paintHeaderSection(painter, *header);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void KeydeskStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            paintScrollBar(painter, *bar);
            return;
        }
    }
    if (control == CC_ComboBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            paintComboBox(painter, *box, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace keydesk::ui
