// SPDX-License-Identifier: Apache-2.0
#include "shell/PlatformHomePage.h"

#include "style/Icons.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace keydesk::ui {

PlatformHomePage::PlatformHomePage(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextKind::PageTitle, {}, this))
    , m_text(new TextLabel(TextKind::Secondary, {}, this))
    , m_settings(new QPushButton(icon(Icon::Gear), tr("Settings"), this))
{
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setSelectable(false);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::section);
    head->addWidget(m_title, 1);
    head->addWidget(m_settings, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::section, metrics::pageMargin,
                               metrics::section);
    layout->setSpacing(metrics::inGroup);
    layout->addLayout(head);
    layout->addWidget(m_text);
    layout->addStretch();
    connect(m_settings, &QPushButton::clicked, this, [this] { Q_EMIT settingsRequested(m_id); });
}

void PlatformHomePage::setPlatform(const Platform &platform)
{
    m_id = platform.id;
    m_title->setBreakableText(platform.name);
    m_settings->setAccessibleName(tr("Settings"));
    m_settings->setAccessibleDescription(tr("Settings of %1").arg(platform.name));
}

void PlatformHomePage::setText(const QString &text)
{
    m_text->setText(text);
}

} // namespace keydesk::ui
