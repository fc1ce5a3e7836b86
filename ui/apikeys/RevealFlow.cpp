// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevealFlow.h"

#include "apikeys/RevealDialog.h"
#include "apikeys/SaveFlow.h"
#include "client/Connection.h"
#include "client/KeyTrial.h"
#include "client/RestClient.h"
#include "client/SessionWatch.h"
#include "secret/CaptureGuard.h"
#include "secret/SecretCare.h"
#include "settings/SecretSettings.h"
#include "shell/ProblemText.h"

#include <utility>

namespace keydesk::ui {

namespace {

KeyUse useOf(client::Connection *connection, const QString &platformId, const ApiKey &key)
{
    return {.label = key.label,
            .api = connection ? connection->rest().baseUrl() : QUrl(),
            .companyId = platformId};
}

} // namespace

RevealFlow::RevealFlow(const Parts &parts, QString platformId, const client::CreatedKey &created,
                       QObject *parent)
    : QObject(parent)
    , m_connection(parts.connection)
    , m_platformId(std::move(platformId))
    , m_dialog(new RevealDialog(std::move(*created.secret),
                                useOf(m_connection, m_platformId, created.key),
                                parts.care.clipboard, &parts.window))
{
    auto *saving = new SaveFlow({parts.care.keychain, parts.care.worker, *m_dialog},
                                useOf(m_connection, m_platformId, created.key), created.key.id);
    if (parts.care.captureGuard.isSupported())
        m_dialog->offerCaptureGuard(parts.care.captureGuard,
                                    parts.care.settings.guardsFromCapture());
    connect(m_dialog, &RevealDialog::saveToKeychainRequested, saving, &SaveFlow::toKeychain);
    connect(m_dialog, &RevealDialog::saveToFileRequested, saving, &SaveFlow::toFile);
    connect(&parts.care.session, &client::SessionWatch::sessionLocked, m_dialog,
            &RevealDialog::hideKey);
    connect(m_dialog, &RevealDialog::tryRequested, this, &RevealFlow::tryKey);
    connect(m_dialog, &RevealDialog::closed, this, [this] {
        Q_EMIT closed();
        deleteLater();
    });
    m_dialog->open();
}

void RevealFlow::tryKey()
{
    if (!m_connection || !m_dialog->secret())
        return;
    client::tryKey(m_connection->rest(), m_platformId, *m_dialog->secret())
        .then(m_dialog, [this](const Result<client::KeyTrial> &trial) {
            if (!trial)
                m_dialog->tellTrialProblem(ProblemText::explain(trial.error()));
            else if (!trial->users)
                m_dialog->tellTrialProblem(
                    tr("The backend refuses the key: it may have been revoked meanwhile."));
            else
                m_dialog->tellTrial(*trial->users);
        });
}

} // namespace keydesk::ui
