// SPDX-License-Identifier: Apache-2.0
#include "style/BusyBar.h"

#include "style/Theme.h"

#include <QPainter>
#include <QStyle>
#include <QVariantAnimation>

namespace keydesk::ui {

namespace {
constexpr int thickness = 3;
constexpr double share = 0.25;
} // namespace

BusyBar::BusyBar(QWidget *parent)
    : QProgressBar(parent)
    , m_motion(new QVariantAnimation(this))
{
    setRange(0, 0);
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(thickness);
    m_motion->setStartValue(0.0);
    m_motion->setEndValue(1.0);
    m_motion->setDuration(1200);
    m_motion->setLoopCount(-1);
    m_motion->setEasingCurve(QEasingCurve::InOutSine);
    connect(m_motion, &QVariantAnimation::valueChanged, this, [this] { update(); });
}

void BusyBar::showEvent(QShowEvent *event)
{
    QProgressBar::showEvent(event);
    if (style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0)
        m_motion->start();
}

void BusyBar::hideEvent(QHideEvent *event)
{
    m_motion->stop();
    QProgressBar::hideEvent(event);
}

void BusyBar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    const bool moving = m_motion->state() == QAbstractAnimation::Running;
    const double length = width() * share;
    const double start = moving ? (width() + length) * m_motion->currentValue().toDouble() - length
                                : (width() - length) / 2;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.hairline());
    painter.drawRoundedRect(rect(), thickness / 2.0, thickness / 2.0);
    painter.setBrush(theme.accent());
    painter.drawRoundedRect(QRectF(start, 0, length, height()), thickness / 2.0, thickness / 2.0);
}

} // namespace keydesk::ui
