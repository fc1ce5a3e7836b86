// SPDX-License-Identifier: Apache-2.0
#include "signin/PasswordField.h"

#include "style/AccessibleRole.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace keydesk::ui {

PasswordField::PasswordField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new PasswordEdit(this))
    , m_show(new QPushButton(this))
    , m_capsLock(new TextLabel(TextKind::Small, tr("Caps Lock is on"), this))
{
    m_edit->setAccessibleName(tr("Password"));
    m_capsLock->setTone(TextTone::Warning);
    m_capsLock->hide();
    m_show->setAutoDefault(false);
    build();
    connect(m_show, &QPushButton::clicked, this, [this] { setShown(!m_edit->isShown()); });
    connect(m_edit, &PasswordEdit::capsLockSeen, this, &PasswordField::setCapsLock);
    // As wide as the longer of its two texts, so that nothing moves when it changes.
    setShown(true);
    const int wide = m_show->sizeHint().width();
    setShown(false);
    m_show->setMinimumWidth(std::max(wide, m_show->sizeHint().width()));
}

void PasswordField::build()
{
    auto *label = new TextLabel(TextKind::Body, tr("Password"), this);
    label->setBuddy(m_edit);
    auto *above = new QHBoxLayout;
    above->setSpacing(metrics::section);
    above->addWidget(label);
    above->addStretch();
    above->addWidget(m_capsLock, 0, Qt::AlignBottom);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::inGroup);
    line->addWidget(m_edit, 1);
    line->addWidget(m_show);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inGroup - 2);
    layout->addLayout(above);
    layout->addLayout(line);
}

void PasswordField::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
    m_show->setEnabled(!readOnly);
}

void PasswordField::setShown(bool shown)
{
    m_edit->setShown(shown);
    m_show->setText(shown ? tr("Hide") : tr("Show"));
    m_show->setAccessibleName(shown ? tr("Hide the password") : tr("Show the password"));
}

void PasswordField::setCapsLock(bool on)
{
    if (on != m_capsLock->isHidden())
        return;
    m_capsLock->setVisible(on);
    m_edit->setAccessibleDescription(on ? m_capsLock->text() : QString());
    if (on)
        announce(m_capsLock);
}

} // namespace keydesk::ui
