// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevealDialog.h"

#include "apikeys/SecretClipboard.h"
#include "apikeys/SecretField.h"
#include "style/AccessibleRole.h"
#include "style/ButtonKind.h"
#include "style/Icons.h"
#include "style/MessageStrip.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace keydesk::ui {

RevealDialog::RevealDialog(ApiKeySecret secret, const QString &label, SecretClipboard &clipboard,
                           QWidget *parent)
    : Sheet(tr("Copy your API key now"), parent)
    , m_secret(std::move(secret))
    , m_clipboard(clipboard)
    , m_field(new SecretField(this))
    , m_status(new TextLabel(TextKind::Body, {}, this))
    , m_question(new MessageStrip(this))
    , m_copy(new QPushButton(icon(Icon::Copy), tr("&Copy"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    const QString warning =
        tr("This is the only time it is shown. Nobody can retrieve it later, Keydesk included.");
    content()->addWidget(new MessageStrip(MessageKind::Warning, warning, this));
    setAccessibleDescription(warning);
    buildKey(label);
    buildButtons();
    m_copy->setFocus();
}

RevealDialog::~RevealDialog()
{
    forget();
}

void RevealDialog::buildKey(const QString &label)
{
    auto *name = new TextLabel(TextKind::Secondary, {}, this);
    name->setBreakableText(label);
    name->setWordWrap(true);
    if (m_secret)
        m_field->showSecret(m_secret->reveal());
    m_field->setAccessibleName(tr("API key"));
    m_field->setAccessibleDescription(label);
    m_status->setTone(TextTone::Success);
    setButtonKind(m_copy, ButtonKind::Primary);
    m_copy->setDefault(true);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(metrics::related);
    actions->addWidget(m_copy);
    actions->addWidget(m_status, 1);
    auto *group = new QVBoxLayout;
    group->setSpacing(metrics::inGroup);
    group->addWidget(name);
    group->addWidget(m_field);
    content()->addSpacing(4);
    content()->addLayout(group);
    content()->addLayout(actions);
    connect(m_field, &SecretField::copyRequested, this, &RevealDialog::copy);
    connect(m_copy, &QPushButton::clicked, this, &RevealDialog::copy);
}

void RevealDialog::buildButtons()
{
    m_question->hide();
    content()->addWidget(m_question);
    m_close->setAutoDefault(false);
    buttons()->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &RevealDialog::reject);
}

void RevealDialog::copy()
{
    if (!m_secret)
        return;
    m_clipboard.copy(*m_secret);
    m_copied = true;
    m_question->hide();
    m_close->setText(tr("Close"));
    m_status->setText(tr("✓ Copied. Paste it somewhere safe now."));
    m_status->setAccessibleName(tr("Copied. Paste it somewhere safe now."));
    announce(m_status);
    Q_EMIT copied();
}

void RevealDialog::askOnce()
{
    m_asked = true;
    m_question->setMessage(
        MessageKind::Warning,
        tr("You have not copied this key. Once this is closed, nobody can retrieve it."));
    m_question->present();
    m_close->setText(tr("Close without copying"));
    m_copy->setFocus(Qt::OtherFocusReason);
}

void RevealDialog::reject()
{
    if (!m_copied && !m_asked) {
        askOnce();
        return;
    }
    if (!m_secret)
        return;
    forget();
    Sheet::reject();
    Q_EMIT closed();
}

void RevealDialog::forget()
{
    m_field->forget();
    m_secret.reset();
}

} // namespace keydesk::ui
