// SPDX-License-Identifier: Apache-2.0
#include "apikeys/PageFooter.h"

#include "style/ButtonKind.h"
#include "style/Icons.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"
#include "style/Theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace keydesk::ui {

PageFooter::PageFooter(QWidget *parent)
    : QWidget(parent)
    , m_meter(new QProgressBar(this))
    , m_text(new TextLabel(TextKind::Secondary, {}, this))
    , m_revoke(new QPushButton(icon(Icon::Trash), {}, this))
    , m_add(new QPushButton(icon(Icon::Plus), tr("&Add API key"), this))
{
    m_meter->setTextVisible(false);
    m_meter->setFixedSize(160, metrics::inGroup);
    m_meter->setAccessibleName(tr("Keys used"));
    m_text->setWordWrap(true);
    setButtonKind(m_revoke, ButtonKind::DangerQuiet);
    m_revoke->hide();
    setButtonKind(m_add, ButtonKind::Primary);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::inGroup, 14, metrics::inGroup, 16);
    layout->setSpacing(metrics::related + 4);
    layout->addWidget(m_meter);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_revoke);
    layout->addWidget(m_add);
    connect(m_revoke, &QPushButton::clicked, this, &PageFooter::revokeSelectedRequested);
    connect(m_add, &QPushButton::clicked, this, &PageFooter::addRequested);
}

void PageFooter::setUsage(int used, int limit)
{
    m_used = used;
    m_limit = limit;
    m_meter->setRange(0, std::max(1, limit));
    m_meter->setValue(std::min(used, limit));
    updateText();
    updateAdd();
}

void PageFooter::setUsageKnown(bool known)
{
    m_known = known;
    updateText();
    updateMeter();
}

void PageFooter::setSelected(int count)
{
    m_selected = count;
    if (!hasSelection() && m_revoke->hasFocus())
        focusAdd();
    m_revoke->setVisible(hasSelection());
    m_revoke->setText(tr("Revoke %n keys", nullptr, count));
    updateText();
    updateMeter();
}

void PageFooter::setRevokeAllowed(bool allowed)
{
    m_revoke->setEnabled(allowed);
}

// An empty label, not a hidden one, keeps Add at its edge.
void PageFooter::updateText()
{
    const QString full = tr("All %n keys are in use. Revoke one that is no longer needed to add "
                            "another.",
                            nullptr, m_limit);
    m_add->setAccessibleDescription(isFull() ? full : QString());
    if (hasSelection())
        m_text->setText(tr("%n keys selected", nullptr, m_selected));
    else if (!m_known)
        m_text->clear();
    else
        m_text->setText(isFull() ? full : tr("%1 of %2 keys used").arg(m_used).arg(m_limit));
}

void PageFooter::updateMeter()
{
    // The long sentence of a full platform needs its room in a narrow window.
    const bool roomy = width() > 2 * (m_meter->width() + m_add->sizeHint().width());
    m_meter->setVisible(m_known && !hasSelection() && (roomy || !isFull()));
}

void PageFooter::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateMeter();
}

void PageFooter::setAddAllowed(bool allowed)
{
    m_allowed = allowed;
    updateAdd();
}

void PageFooter::updateAdd()
{
    m_add->setEnabled(m_allowed && !isFull());
}

void PageFooter::focusAdd()
{
    m_add->setFocus(Qt::OtherFocusReason);
}

void PageFooter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, Theme(palette()).hairline());
}

} // namespace keydesk::ui
