// SPDX-License-Identifier: Apache-2.0
#include "apikeys/CopyableValue.h"

#include "style/AccessibleRole.h"
#include "style/Icons.h"
#include "style/TextLabel.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace keydesk::ui {

CopyableValue::CopyableValue(const QString &name, QGridLayout *grid, QWidget *parent)
    : QObject(parent)
    , m_name(name)
    , m_value(new TextLabel(TextKind::Monospaced, {}, parent))
    , m_copy(new QPushButton(parent))
    , m_feedback(new QTimer(this))
{
    auto *label = new TextLabel(TextKind::Secondary, name, parent);
    label->setBuddy(m_value);
    m_value->setSelectable(true);
    m_value->setContentsMargins(4, 4, 4, 4);
    const int row = grid->count() == 0 ? 0 : grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(m_value, row, 1);
    grid->addWidget(m_copy, row, 2);
    m_feedback->setSingleShot(true);
    connect(m_feedback, &QTimer::timeout, this, [this] { showCopied(false); });
    connect(m_copy, &QPushButton::clicked, this, &CopyableValue::copy);

    // As wide as the longer of its two texts, so that nothing moves when it changes.
    showCopied(true);
    const int wide = m_copy->sizeHint().width();
    showCopied(false);
    m_copy->setMinimumWidth(std::max(wide, m_copy->sizeHint().width()));
    setValue({});
}

void CopyableValue::setValue(const QString &value)
{
    m_value->setText(value);
    m_value->setAccessibleName(tr("%1: %2").arg(m_name, value));
    m_copy->setEnabled(!value.isEmpty());
}

QString CopyableValue::value() const
{
    return m_value->text();
}

void CopyableValue::copy()
{
    QGuiApplication::clipboard()->setText(value());
    showCopied(true);
    announce(m_copy);
    m_feedback->start(2s);
}

void CopyableValue::showCopied(bool copied)
{
    m_copy->setText(copied ? tr("Copied") : tr("Copy"));
    m_copy->setIcon(icon(copied ? Icon::Check : Icon::Copy));
    m_copy->setAccessibleName(copied ? tr("%1 copied").arg(m_name) : tr("Copy %1").arg(m_name));
}

} // namespace keydesk::ui
