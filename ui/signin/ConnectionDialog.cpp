// SPDX-License-Identifier: Apache-2.0
#include "signin/ConnectionDialog.h"

#include "signin/CertificatePanel.h"
#include "signin/ConnectionNameField.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

ConnectionDialog::ConnectionDialog(QWidget *parent)
    : TaskSheet(tr("Add connection"), parent)
    , m_address(new QLineEdit(this))
    , m_hint(new TextLabel(TextKind::Small, {}, this))
    , m_authorityLine(new QWidget(this))
    , m_authority(new TextLabel(TextKind::Body, {}, m_authorityLine))
    , m_removeAuthority(new QPushButton(tr("Remove"), m_authorityLine))
    , m_certificate(new CertificatePanel(this))
    , m_name(new ConnectionNameField(this))
    , m_continue(new QPushButton(this))
{
    buildAddress();
    buildAuthority();
    m_certificate->hide();
    m_name->hide();
    content()->addWidget(m_certificate);
    content()->addWidget(m_name);
    addFooter(m_continue);
    setBusy(false);
    focusEntry();
    connect(m_name, &ConnectionNameField::edited, this, &ConnectionDialog::onEdited);
    connect(m_certificate, &CertificatePanel::authorityRequested, this,
            &ConnectionDialog::certificateAuthorityRequested);
    connect(m_continue, &QPushButton::clicked, this, &ConnectionDialog::submit);
}

void ConnectionDialog::buildAddress()
{
    auto *label = new TextLabel(TextKind::Body, tr("Address of the backend"), this);
    label->setBuddy(m_address);
    m_address->setAccessibleName(label->text());
    m_address->setPlaceholderText(u"keys.example.org"_s);
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoPredictiveText |
                                   Qt::ImhNoAutoUppercase);
    // An address is read from left to right whatever the language around it.
    m_address->setLayoutDirection(Qt::LeftToRight);
    m_hint->setText(tr("https is required: passwords and keys never travel unencrypted."));
    m_hint->setWordWrap(true);
    m_address->setAccessibleDescription(m_hint->text());
    auto *group = new QVBoxLayout;
    group->setSpacing(metrics::inGroup - 2);
    group->addWidget(label);
    group->addWidget(m_address);
    group->addWidget(m_hint);
    content()->addLayout(group);
    connect(m_address, &QLineEdit::textChanged, this, &ConnectionDialog::onEdited);
}

void ConnectionDialog::buildAuthority()
{
    m_authority->setWordWrap(true);
    m_removeAuthority->setAutoDefault(false);
    m_removeAuthority->setAccessibleName(tr("Remove the private CA"));
    auto *line = new QHBoxLayout(m_authorityLine);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::related);
    line->addWidget(m_authority, 1);
    line->addWidget(m_removeAuthority);
    m_authorityLine->hide();
    content()->addWidget(m_authorityLine);
    connect(m_removeAuthority, &QPushButton::clicked, this, [this] {
        setCertificateAuthority({});
        m_address->setFocus(Qt::OtherFocusReason);
        Q_EMIT certificateAuthorityRemoved();
    });
}

QString ConnectionDialog::address() const
{
    return m_address->text().trimmed();
}

void ConnectionDialog::setAddress(const QString &address)
{
    m_address->setText(address);
}

void ConnectionDialog::showCertificateProblem(const QString &reason, const QByteArray &sha256)
{
    setBusy(false);
    m_certificate->present(reason, sha256);
    focusEntry();
}

void ConnectionDialog::setCertificateAuthority(const QString &subject)
{
    m_authority->setBreakableText(tr("Private CA: %1").arg(subject));
    m_authorityLine->setVisible(!subject.isEmpty());
    if (!subject.isEmpty()) {
        m_certificate->hide(); // whether it is right now, Continue tells
        focusEntry();
    }
}

void ConnectionDialog::askName(const QString &suggestion)
{
    m_isNaming = true;
    m_name->setName(suggestion);
    m_name->show();
    m_hint->hide();
    m_certificate->hide();
    setBusy(false);
    focusEntry();
}

QWidget *ConnectionDialog::entry() const
{
    return m_isNaming ? m_name->edit() : m_address;
}

void ConnectionDialog::adapt()
{
    if (isBusy())
        m_certificate->hide();
    m_address->setReadOnly(isBusy() || m_isNaming);
    m_name->setReadOnly(isBusy());
    m_removeAuthority->setVisible(!m_isNaming);
    m_removeAuthority->setEnabled(!isBusy());
    if (m_isNaming)
        m_continue->setText(isBusy() ? tr("Adding…") : tr("Add"));
    else
        m_continue->setText(isBusy() ? tr("Checking…") : tr("Continue"));
    const bool complete = m_isNaming ? !m_name->name().isEmpty() : !address().isEmpty();
    m_continue->setEnabled(!isBusy() && complete);
}

void ConnectionDialog::onEdited()
{
    const QString kept = address();
    if (kept != m_address->text()) {
        m_address->setText(kept); // comes back here
        return;
    }
    hideProblem();
    m_certificate->hide(); // it was another address's
    adapt();
}

void ConnectionDialog::submit()
{
    if (isBusy() || !m_continue->isEnabled())
        return;
    setBusy(true);
    if (m_isNaming)
        Q_EMIT nameChosen(m_name->name());
    else
        Q_EMIT continueRequested(address());
}

} // namespace keydesk::ui
