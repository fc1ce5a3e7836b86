// SPDX-License-Identifier: Apache-2.0
#include "secret/CheckPanel.h"

#include "keys/ApiKeySecret.h"
#include "secret/PasswordEdit.h"
#include "style/AccessibleRole.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QVBoxLayout>

#include <sodium.h>

#include <utility>

namespace keydesk::ui {

CheckPanel::CheckPanel(const ApiKeySecret &secret, QWidget *parent)
    : QWidget(parent)
    , m_secret(&secret)
    , m_edit(new PasswordEdit(this))
    , m_outcome(new TextLabel(TextKind::Body, {}, this))
{
    auto *label = new TextLabel(TextKind::Body, tr("Paste what you saved"), this);
    label->setBuddy(m_edit);
    m_edit->setAccessibleName(label->text());
    m_outcome->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inGroup - 2);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addWidget(m_outcome);
    m_outcome->hide();
    connect(m_edit, &PasswordEdit::textChanged, this, &CheckPanel::compare);
}

void CheckPanel::begin()
{
    show();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void CheckPanel::forget()
{
    m_edit->wipe();
    m_secret = nullptr;
}

void CheckPanel::compare()
{
    if (!m_secret)
        return;
    QByteArray pasted = m_edit->text().toUtf8();
    const PastedSecret outcome = keydesk::compare(pasted, *m_secret);
    const QString told = text(outcome, QByteArrayView(pasted).trimmed().size());
    sodium_memzero(pasted.data(), static_cast<std::size_t>(pasted.size()));
    m_outcome->setText(told);
    m_outcome->setTone(outcome == PastedSecret::Right ? TextTone::Success : TextTone::Warning);
    m_outcome->setVisible(!told.isEmpty());
    // Somebody who types it by hand does not want to hear each time how much is missing.
    if (std::exchange(m_told, outcome) != outcome && outcome != PastedSecret::Empty)
        announce(m_outcome);
    if (outcome == PastedSecret::Right)
        Q_EMIT found();
}

QString CheckPanel::text(PastedSecret outcome, qsizetype length) const
{
    switch (outcome) {
    case PastedSecret::Empty:
        return {};
    case PastedSecret::Right:
        return tr("✓ What you saved is the key.");
    case PastedSecret::EndMissing:
        return tr("It is cut short: %1 of %2 characters are there, the last ones are missing.")
            .arg(length)
            .arg(ApiKeySecret::size);
    case PastedSecret::BeginningMissing:
        return tr("It is cut short: %1 of %2 characters are there, the first ones are missing.")
            .arg(length)
            .arg(ApiKeySecret::size);
    case PastedSecret::Surrounded:
        return tr("It holds the key, with something before or after it.");
    case PastedSecret::OtherKey:
        return tr("It is another key, not this one.");
    case PastedSecret::Different:
        return tr("It is not the key. Copy the key again, and save that.");
    }
    Q_UNREACHABLE();
}

} // namespace keydesk::ui
