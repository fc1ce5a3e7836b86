// SPDX-License-Identifier: Apache-2.0
#include "apikeys/CompanyIdRow.h"

#include "style/AccessibleRole.h"
#include "style/Icons.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace keydesk::ui {

CompanyIdRow::CompanyIdRow(QWidget *parent)
    : QWidget(parent)
    , m_id(new TextLabel(TextKind::Monospaced, {}, this))
    , m_copy(new QPushButton(this))
    , m_feedback(new QTimer(this))
{
    auto *name = new TextLabel(TextKind::Secondary, tr("Company ID"), this);
    name->setBuddy(m_id);
    m_id->setSelectable(true);
    m_id->setContentsMargins(4, 4, 4, 4);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inGroup);
    layout->addWidget(name);
    layout->addSpacing(metrics::related);
    layout->addWidget(m_id);
    layout->addWidget(m_copy);
    layout->addStretch();
    m_feedback->setSingleShot(true);
    connect(m_feedback, &QTimer::timeout, this, [this] { setCopied(false); });
    connect(m_copy, &QPushButton::clicked, this, &CompanyIdRow::copyRequested);

    // As wide as the longer of its two texts, so that nothing moves when it changes.
    setCopied(true);
    const int copied = m_copy->sizeHint().width();
    setCopied(false);
    m_copy->setMinimumWidth(std::max(copied, m_copy->sizeHint().width()));
}

void CompanyIdRow::setCompanyId(const QString &id)
{
    m_id->setText(id);
    m_id->setAccessibleName(tr("Company ID %1").arg(id));
    m_copy->setEnabled(!id.isEmpty());
}

void CompanyIdRow::showCopied()
{
    setCopied(true);
    announce(m_copy);
    m_feedback->start(2s);
}

void CompanyIdRow::setCopied(bool copied)
{
    m_copy->setText(copied ? tr("Copied") : tr("Copy"));
    m_copy->setIcon(icon(copied ? Icon::Check : Icon::Copy));
    m_copy->setAccessibleName(copied ? tr("Company ID copied") : tr("Copy Company ID"));
}

} // namespace keydesk::ui
