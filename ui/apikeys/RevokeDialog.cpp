// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevokeDialog.h"

#include "apikeys/KeyImpact.h"
#include "style/ButtonKind.h"
#include "style/MessageStrip.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace keydesk::ui {

namespace {

QString titleFor(const QList<ApiKey> &keys)
{
    return keys.size() == 1
               ? RevokeDialog::tr("Revoke “%1”?").arg(isolated(keys.first().label))
               : RevokeDialog::tr("Revoke %n keys?", nullptr, static_cast<int>(keys.size()));
}

QString consequenceFor(const QList<ApiKey> &keys)
{
    return keys.size() == 1
               ? RevokeDialog::tr("Every integration that uses this key stops working at once. It "
                                  "is permanently deleted and cannot be retrieved.")
               : RevokeDialog::tr("Every integration that uses one of these keys stops working at "
                                  "once. They are permanently deleted and cannot be retrieved.");
}

} // namespace

RevokeDialog::RevokeDialog(const QList<ApiKey> &keys, const QDateTime &now, QWidget *parent)
    : Sheet(titleFor(keys), parent)
    , m_problem(new MessageStrip(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_revoke(new QPushButton(this))
{
    for (const ApiKey &key : keys)
        m_ids.append(key.id);
    addText(consequenceFor(keys));
    setAccessibleDescription(consequenceFor(keys));
    content()->addSpacing(4);
    if (keys.size() == 1)
        content()->addWidget(new KeyImpact(keys.first(), now, this));
    else
        content()->addWidget(new KeysImpact(keys, now, this));
    m_problem->hide();
    content()->addWidget(m_problem);
    buildButtons();
    setBusy(false);
    m_cancel->setFocus();
}

void RevokeDialog::buildButtons()
{
    setButtonKind(m_revoke, ButtonKind::Danger);
    m_revoke->setAutoDefault(false);
    m_cancel->setDefault(true);
    buttons()->addWidget(m_cancel);
    buttons()->addWidget(m_revoke);
    connect(m_cancel, &QPushButton::clicked, this, &RevokeDialog::reject);
    connect(m_revoke, &QPushButton::clicked, this, [this] {
        setBusy(true);
        Q_EMIT revokeConfirmed(m_ids);
    });
}

void RevokeDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_revoke->setText(busy ? tr("Revoking…") : tr("Yes, revoke"));
    if (busy) {
        m_problem->hide();
        m_cancel->setFocus(Qt::OtherFocusReason);
    }
    m_revoke->setEnabled(!busy);
}

void RevokeDialog::showProblem(const QString &text)
{
    setBusy(false);
    m_problem->setMessage(MessageKind::Error, text);
    m_problem->present();
}

void RevokeDialog::reject()
{
    if (isVisible())
        Q_EMIT cancelled();
    Sheet::reject();
}

} // namespace keydesk::ui
