// SPDX-License-Identifier: Apache-2.0
#include "apikeys/PurposeLine.h"

#include "style/ButtonKind.h"
#include "style/TextLabel.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QResizeEvent>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

QString purpose()
{
    return PurposeLine::tr("Keys let your tools exchange data with this platform.");
}

} // namespace

PurposeLine::PurposeLine(QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel(TextKind::Secondary, purpose(), this))
    , m_link(new QPushButton(tr("API documentation") + u" ↗"_s, this))
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_link->setAccessibleName(tr("API documentation"));
    m_link->setAccessibleDescription(tr("Opens in the browser"));
    setButtonKind(m_link, ButtonKind::Link);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_text);
    m_layout->addWidget(m_link, 0, Qt::AlignLeading);
    m_layout->addStretch();
    connect(m_link, &QPushButton::clicked, this, &PurposeLine::documentationRequested);
}

QSize PurposeLine::minimumSizeHint() const
{
    return {m_link->sizeHint().width(), QWidget::minimumSizeHint().height()};
}

void PurposeLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int line = m_text->fontMetrics().horizontalAdvance(m_text->text()) + 2;
    const bool fits = line + m_link->sizeHint().width() <= width();
    m_text->setWordWrap(!fits);
    m_layout->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace keydesk::ui
