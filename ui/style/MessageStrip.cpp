// SPDX-License-Identifier: Apache-2.0
#include "style/MessageStrip.h"

#include "style/AccessibleRole.h"
#include "style/Icons.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"
#include "style/Theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace keydesk::ui {

namespace {

constexpr int iconWidth = 16;

Icon iconOf(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Success:
        return Icon::Check;
    case MessageKind::Warning:
        return Icon::Warning;
    case MessageKind::Error:
        return Icon::Error;
    case MessageKind::Info:
        break;
    }
    return Icon::Info;
}

} // namespace

MessageStrip::MessageStrip(QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel(TextKind::Body, {}, this))
    , m_layout(new QHBoxLayout(this))
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    m_text->setWordWrap(true);
    m_text->setSelectable(false);
    m_layout->setContentsMargins(metrics::related, metrics::inGroup, metrics::inGroup,
                                 metrics::inGroup);
    m_layout->setSpacing(metrics::inGroup);
    // The icon's place, at the leading edge in either direction of writing.
    m_layout->addSpacing(iconWidth + metrics::inGroup);
    m_layout->addWidget(m_text, 1);
    // Vertically as high as its text needs at this width, never higher.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

MessageStrip::MessageStrip(MessageKind kind, const QString &text, QWidget *parent)
    : MessageStrip(parent)
{
    setMessage(kind, text);
}

void MessageStrip::setMessage(MessageKind kind, const QString &text)
{
    m_kind = kind;
    m_text->setText(text);
    m_text->setTone(kind == MessageKind::Warning ? TextTone::Warning
                    : kind == MessageKind::Error ? TextTone::Error
                                                 : TextTone::Normal);
    setAccessibleName(text);
    update();
}

QString MessageStrip::text() const
{
    return m_text->text();
}

void MessageStrip::addButton(QWidget *button)
{
    m_layout->addWidget(button, 0, Qt::AlignVCenter);
}

void MessageStrip::present()
{
    show();
    announce(this);
}

QColor MessageStrip::foreground() const
{
    const Theme theme(palette());
    switch (m_kind) {
    case MessageKind::Success:
        return theme.success();
    case MessageKind::Warning:
        return theme.warning();
    case MessageKind::Error:
        return theme.error();
    case MessageKind::Info:
        break;
    }
    return theme.info();
}

QColor MessageStrip::surface() const
{
    const Theme theme(palette());
    switch (m_kind) {
    case MessageKind::Success:
        return theme.successSurface();
    case MessageKind::Warning:
        return theme.warningSurface();
    case MessageKind::Error:
        return theme.errorSurface();
    case MessageKind::Info:
        break;
    }
    return theme.infoSurface();
}

void MessageStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // An edge only where the surface alone would not show, as in high contrast.
    const bool faint = contrastRatio(surface(), Theme(palette()).page()) < 1.02;
    painter.setPen(faint ? QPen(foreground()) : QPen(Qt::NoPen));
    painter.setBrush(surface());
    painter.drawRoundedRect(QRectF(contentsRect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius,
                            metrics::radius);
    const int line = std::min(m_text->height(), QFontMetrics(m_text->font()).height());
    const int top = m_text->heightForWidth(m_text->width()) > line * 3 / 2
                        ? m_text->geometry().top() + (line - iconWidth) / 2 + 1
                        : m_text->geometry().center().y() - iconWidth / 2 + 1;
    const QRect place(contentsRect().left() + metrics::related, top, iconWidth, iconWidth);
    paintIcon(&painter, iconOf(m_kind),
              QStyle::visualRect(layoutDirection(), contentsRect(), place), foreground());
}

} // namespace keydesk::ui
