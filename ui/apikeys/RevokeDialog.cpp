// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevokeDialog.h"

#include "apikeys/FactTile.h"
#include "apikeys/RelativeTime.h"
#include "style/ButtonKind.h"
#include "style/MessageStrip.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace keydesk::ui {

RevokeDialog::RevokeDialog(const ApiKey &key, const QDateTime &now, QWidget *parent)
    : Sheet(tr("Revoke “%1”?").arg(isolated(key.label)), parent)
    , m_id(key.id)
    , m_problem(new MessageStrip(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_revoke(new QPushButton(this))
{
    const QString consequence =
        tr("Every integration that uses this key stops working at once. It is permanently deleted "
           "and cannot be retrieved.");
    addText(consequence);
    setAccessibleDescription(consequence);
    buildFacts(key, now);
    m_problem->hide();
    content()->addWidget(m_problem);
    buildButtons();
    setBusy(false);
    m_cancel->setFocus();
}

void RevokeDialog::buildFacts(const ApiKey &key, const QDateTime &now)
{
    auto *facts = new QHBoxLayout;
    facts->setSpacing(metrics::related);
    if (key.lastUsedAt) {
        const QString from =
            key.lastUsedFrom ? tr("last call, from %1").arg(*key.lastUsedFrom) : tr("last call");
        auto *last = new FactTile(RelativeTime::text(*key.lastUsedAt, now), from, this);
        last->setToolTip(RelativeTime::exact(*key.lastUsedAt));
        facts->addWidget(last, 1);
    } else {
        facts->addWidget(new FactTile(tr("never used"), tr("last call"), this), 1);
    }
    facts->addWidget(
        new FactTile(QLocale().toString(key.callsLast24h), tr("calls in 24 hours"), this), 1);
    if (key.lastUsedVia) {
        const QString via = *key.lastUsedVia == SentVia::Header  ? tr("header")
                            : *key.lastUsedVia == SentVia::Query ? tr("in the URL")
                                                                 : tr("token");
        facts->addWidget(new FactTile(via, tr("how the key is sent"), this), 1);
    }
    content()->addSpacing(4);
    content()->addLayout(facts);
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
        Q_EMIT revokeConfirmed(m_id);
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
