// SPDX-License-Identifier: Apache-2.0
#include "secret/TrialPanel.h"

#include "style/AccessibleRole.h"
#include "style/ButtonKind.h"
#include "style/Icons.h"
#include "style/Metrics.h"
#include "style/TextLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QUrl>

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
    addCommand(layout, tr("Read the key into the shell"), u"read -rs %1"_s.arg(variable));
    addCommand(layout, tr("Call with headers"), withHeaders(origin, companyId));
    addCommand(layout, tr("Get a token"), forToken(origin, companyId));
}

void TrialPanel::addCommand(QVBoxLayout *layout, const QString &name, const QString &command)
{
    auto *text = new TextLabel(TextKind::Monospaced, {}, this);
    text->setBreakableText(command);
    text->setWordWrap(true);
    auto *copy = new QPushButton(icon(Icon::Copy), {}, this);
    setButtonKind(copy, ButtonKind::Quiet);
    copy->setAutoDefault(false);
    copy->setToolTip(tr("Copy this command"));
    copy->setAccessibleName(tr("Copy the command “%1”").arg(name));
    connect(copy, &QPushButton::clicked, this,
            [command] { QGuiApplication::clipboard()->setText(command); });
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(new TextLabel(TextKind::Secondary, name, this));
    lines->addWidget(text);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::inGroup);
    row->addLayout(lines, 1);
    row->addWidget(copy, 0, Qt::AlignBottom);
    layout->addLayout(row);
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
