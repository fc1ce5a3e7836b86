// SPDX-License-Identifier: Apache-2.0
#include "apikeys/UnseenKeys.h"

#include "apikeys/RevealFlow.h"
#include "apikeys/UnseenKeyDialog.h"
#include "client/Connections.h"
#include "client/UnsettledCreates.h"
#include "shell/Notifier.h"
#include "shell/ProblemText.h"

#include <utility>

namespace keydesk::ui {

using client::CreatedKey;
using client::Revocation;
using client::UnsettledCreates;

UnseenKeys::UnseenKeys(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    connect(&m_parts.creates, &UnsettledCreates::discarded, this,
            [this](const client::PendingCreate &create) {
                m_parts.notifier.say(MessageKind::Info,
                                     tr("“%1” was not added. The backend had already created it, "
                                        "so it was revoked.")
                                         .arg(create.label));
            });
    connect(&m_parts.creates, &UnsettledCreates::found, this,
            [this](const client::LeftCreate &create, const ApiKey &key) {
                m_found.enqueue({create, key});
                if (!m_isBusy)
                    offerNext();
            });
}

void UnseenKeys::offerNext()
{
    if (m_found.isEmpty())
        return;
    const Found found = m_found.dequeue();
    const client::Connection *connection =
        m_parts.connections.find(found.create.create.connectionId);
    if (!connection)
        return offerNext();
    m_isBusy = true;
    const auto platform = connection->platform(found.create.create.platformId);
    m_dialog =
        new UnseenKeyDialog(found.key.label, platform ? platform->name : connection->saved().name,
                            RelativeTime::text(found.key.createdAt, m_parts.clock()),
                            &m_parts.window);
    connect(m_dialog, &UnseenKeyDialog::showRequested, this, [this, found] {
        askFor(found, [this, found](const CreatedKey &created) { reveal(found, created); });
    });
    connect(m_dialog, &UnseenKeyDialog::revokeRequested, this, [this, found] {
        askFor(found, [this, found](const CreatedKey &created) { revoke(found, created); });
    });
    connect(m_dialog, &UnseenKeyDialog::cancelled, this, &UnseenKeys::finish);
    m_dialog->open();
}

// The same create, asked again, is how the backend gives the secret once more; it also tells
// whether the key of this name is the one that was created then.
void UnseenKeys::askFor(const Found &found, const WithKey &next)
{
    client::Connection *connection = m_parts.connections.find(found.create.create.connectionId);
    const auto label = KeyLabel::parse(found.key.label);
    if (!connection || !label)
        return m_dialog->reject();
    connection->keys()
        .create(found.create.create.platformId, *label, *found.create.key)
        .then(m_dialog, [this, found, next](const Result<CreatedKey> &created) {
            if (created)
                next(*created);
            else
                onRefused(found, created.error());
        });
}

void UnseenKeys::onRefused(const Found &found, const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::AlreadyAcknowledged:
    case ProblemCode::LabelTaken:
    case ProblemCode::KeyLimitReached:
    case ProblemCode::NotFound:
    case ProblemCode::RoleRequired:
        // It is settled, by somebody else; there is nothing here any more to decide.
        m_parts.creates.forget(*found.create.key);
        m_dialog->accept();
        m_parts.notifier.say(MessageKind::Warning, ProblemText::explain(problem));
        finish();
        return;
    default:
        m_dialog->showProblem(ProblemText::explain(problem));
    }
}

void UnseenKeys::reveal(const Found &found, const CreatedKey &created)
{
    m_dialog->accept();
    const client::PendingCreate &create = found.create.create;
    auto *flow = new RevealFlow({m_parts.connections.find(create.connectionId), m_parts.care,
                                 m_parts.window},
                                create.platformId, created, this);
    connect(flow, &RevealFlow::closed, this, [this, found, keyId = created.key.id] {
        m_parts.creates.acknowledge(found.create, keyId);
        finish();
    });
}

void UnseenKeys::revoke(const Found &found, const CreatedKey &created)
{
    client::Connection *connection = m_parts.connections.find(found.create.create.connectionId);
    if (!connection)
        return m_dialog->reject();
    connection->keys()
        .revoke(found.create.create.platformId, created.key.id)
        .then(m_dialog,
              [this, found](const Result<Revocation> &outcome) { onRevoked(found, outcome); });
}

void UnseenKeys::onRevoked(const Found &found, const Result<Revocation> &outcome)
{
    if (!outcome)
        return m_dialog->showProblem(ProblemText::explain(outcome.error()));
    m_parts.creates.forget(*found.create.key);
    m_dialog->accept();
    m_parts.notifier.say(MessageKind::Success,
                         tr("“%1” is revoked. It is refused from now on.").arg(found.key.label));
    finish();
}

void UnseenKeys::finish()
{
    m_isBusy = false;
    offerNext();
}

} // namespace keydesk::ui
