// SPDX-License-Identifier: Apache-2.0
#include "secret/TrialPanel.h"

#include "secret/CommandRow.h"
#include "style/AccessibleRole.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QUrl>
#include <QVBoxLayout>

namespace keydesk::ui {

using namespace Qt::StringLiterals;

namespace {

const QString variable = u"KEYDESK_API_KEY"_s;

// printf is a part of the shell: unlike curl's arguments its own are no process's.
QString withHeaders(const QString &api, const QString &companyId)
{
    return u"printf 'X-apiKey: %s' \"$%1\" | curl -H 'X-company-id: %2' -H @- %3/api/v1/users"_s
        .arg(variable, companyId, api);
}

QString forToken(const QString &api, const QString &companyId)
{
    return uR"(printf '{"grant_type":"client_credentials","client_id":"%2","client_secret":"%s"}' )"
           uR"("$%1" | curl --json @- %3/api/v2/oauth2/token)"_s.arg(variable, companyId, api);
}

} // namespace

TrialPanel::TrialPanel(const QUrl &api, const QString &companyId, QWidget *parent)
    : QWidget(parent)
    , m_outcome(new TextLabel(TextKind::Body, {}, this))
{
    m_outcome->setWordWrap(true);
    const QString origin = api.toString(QUrl::RemovePath | QUrl::FullyEncoded);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inGroup);
    layout->addWidget(m_outcome);
    layout->addWidget(
        new CommandRow(tr("Read the key into the shell"), u"read -rs %1"_s.arg(variable), this));
    layout->addWidget(
        new CommandRow(tr("Call with headers"), withHeaders(origin, companyId), this));
    layout->addWidget(new CommandRow(tr("Get a token"), forToken(origin, companyId), this));
}

void TrialPanel::begin()
{
    m_outcome->setTone(TextTone::Secondary);
    m_outcome->setText(tr("Asking for the platform's users with the new key…"));
    show();
}

void TrialPanel::tellUsers(qsizetype count)
{
    m_outcome->setTone(TextTone::Success);
    m_outcome->setText(tr("The key works: the backend gave the platform's users (%1).").arg(count));
    announce(m_outcome);
}

void TrialPanel::tellProblem(const QString &text)
{
    m_outcome->setTone(TextTone::Warning);
    m_outcome->setText(text);
    announce(m_outcome);
}

} // namespace keydesk::ui
