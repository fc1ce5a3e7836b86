// SPDX-License-Identifier: Apache-2.0
#include "style/TextLabel.h"

#include "style/FocusRing.h"
#include "style/Metrics.h"
#include "style/Theme.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace keydesk::ui {

namespace {

QFont fontFor(TextKind kind)
{
    QFont base = QApplication::font();
    switch (kind) {
    case TextKind::PageTitle:
    case TextKind::DialogTitle:
        base = scaledFont(base, kind == TextKind::PageTitle ? 1.5 : 1.25);
        base.setWeight(QFont::DemiBold);
        return base;
    case TextKind::Strong:
        base.setWeight(QFont::DemiBold);
        return base;
    case TextKind::Small:
        return scaledFont(base, 0.92);
    case TextKind::Monospaced:
        return monospacedFont(base);
    case TextKind::Body:
    case TextKind::Secondary:
        break;
    }
    return base;
}

QColor colorFor(TextTone tone)
{
    const Theme theme(QGuiApplication::palette());
    switch (tone) {
    case TextTone::Success:
        return theme.success();
    case TextTone::Warning:
        return theme.warning();
    case TextTone::Error:
        return theme.error();
    case TextTone::Secondary:
        return theme.secondaryText();
    case TextTone::Normal:
        break;
    }
    return theme.text();
}

} // namespace

TextLabel::TextLabel(TextKind kind, const QString &text, QWidget *parent)
    : QLabel(text, parent)
    , m_kind(kind)
    , m_tone(kind == TextKind::Secondary || kind == TextKind::Small ? TextTone::Secondary
                                                                    : TextTone::Normal)
{
    setTextFormat(Qt::PlainText);
    adapt();
}

void TextLabel::setTone(TextTone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    adapt();
}

void TextLabel::setSelectable(bool byKeyboard)
{
    setTextInteractionFlags(byKeyboard ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                                       : Qt::TextInteractionFlags(Qt::TextSelectableByMouse));
    setFocusPolicy(byKeyboard ? Qt::StrongFocus : Qt::ClickFocus);
    setCursor(Qt::IBeamCursor);
}

void TextLabel::setBreakableText(const QString &text)
{
    constexpr int longestWord = 24;
    constexpr QChar zeroWidthSpace(0x200b);
    QString broken;
    int inWord = 0;
    for (const QChar c : text) {
        inWord = c.isSpace() ? 0 : inWord + 1;
        // Never between the two halves of a character outside the basic plane.
        if (inWord > longestWord && !c.isLowSurrogate() && !c.isMark())
            broken += zeroWidthSpace;
        broken += c;
    }
    setText(broken);
    setAccessibleName(text);
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::ApplicationFontChange)
        adapt();
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    QLabel::paintEvent(event);
    if (showsFocus(this) && focusPolicy() == Qt::StrongFocus) {
        QPainter painter(this);
        paintFocusRing(&painter, rect(), Theme(palette()).accent());
    }
}

void TextLabel::adapt()
{
    if (m_adapting)
        return;
    m_adapting = true; // both setters send the events that lead here
    if (m_kind != TextKind::Body && m_kind != TextKind::Secondary)
        setFont(fontFor(m_kind));
    QPalette colors;
    colors.setColor(QPalette::WindowText, colorFor(m_tone));
    setPalette(colors);
    m_adapting = false;
}

QString isolated(const QString &text)
{
    constexpr QChar firstStrongIsolate(0x2068);
    constexpr QChar popIsolate(0x2069);
    return text.isRightToLeft() ? firstStrongIsolate + text + popIsolate : text;
}

} // namespace keydesk::ui
