// SPDX-License-Identifier: Apache-2.0
#include "secret/CommandRow.h"

#include "style/ButtonKind.h"
#include "style/Icons.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace keydesk::ui {

CommandRow::CommandRow(const QString &name, const QString &command, QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel(TextKind::Monospaced, {}, this))
{
    m_text->setWordWrap(true);
    auto *copy = new QPushButton(icon(Icon::Copy), {}, this);
    setButtonKind(copy, ButtonKind::Quiet);
    copy->setAutoDefault(false);
    copy->setToolTip(tr("Copy this command"));
    copy->setAccessibleName(tr("Copy the command “%1”").arg(name));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command); });
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(new TextLabel(TextKind::Secondary, name, this));
    lines->addWidget(m_text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::inGroup);
    row->addLayout(lines, 1);
    row->addWidget(copy, 0, Qt::AlignBottom);
    setCommand(command);
}

void CommandRow::setCommand(const QString &command)
{
    m_command = command;
    m_text->setBreakableText(command);
}

} // namespace keydesk::ui
