// SPDX-License-Identifier: Apache-2.0
#include "apikeys/AddKeyFlow.h"

#include "apikeys/LabelDialog.h"
#include "apikeys/RevealFlow.h"
#include "client/Connection.h"
#include "client/UnsettledCreates.h"
#include "shell/ProblemText.h"

#include <utility>

namespace keydesk::ui {

using client::CreatedKey;

AddKeyFlow::AddKeyFlow(const Parts &parts, Platform platform, const QStringList &takenLabels,
                       QObject *parent)
    : QObject(parent)
    , m_connection(&parts.connection)
    , m_creates(parts.creates)
    , m_care(parts.care)
    , m_window(parts.window)
    , m_platform(std::move(platform))
    , m_dialog(new LabelDialog(takenLabels, &parts.window))
{
    connect(m_dialog, &LabelDialog::submitted, this, &AddKeyFlow::onCreateRequested);
    connect(m_dialog, &LabelDialog::cancelled, this, &AddKeyFlow::onCancelled);
    m_dialog->open();
}

void AddKeyFlow::setTakenLabels(const QStringList &labels)
{
    if (m_dialog)
        m_dialog->setTakenLabels(labels);
}

void AddKeyFlow::onCreateRequested(const KeyLabel &label)
{
    if (m_attempt && m_attempt->label == label)
        return send();
    if (m_attempt)
        giveUpAttempt();
    begin(label);
}

// Before it is sent, so that a crash after that leaves a trace.
void AddKeyFlow::begin(const KeyLabel &label)
{
    auto key = std::make_shared<const IdempotencyKey>(IdempotencyKey::generate());
    const client::PendingCreate create{.connectionId =
                                           m_connection ? m_connection->id() : QString(),
                                       .platformId = m_platform.id,
                                       .label = label.text(),
                                       .begunAt = QDateTime::currentDateTimeUtc()};
    m_attempt = std::make_unique<Attempt>(
        Attempt{.label = label,
                .create = {client::PendingCreates::idOf(*key), create, key},
                .isUnderWay = true});
    m_creates.remember(create, *key).then(this, [this](const Result<Done> &) { send(); });
}

void AddKeyFlow::send()
{
    m_attempt->isUnderWay = m_connection && m_dialog;
    if (!m_attempt->isUnderWay) // cancelled before anything was sent
        return onCancelled();
    m_connection->keys()
        .create(m_platform.id, m_attempt->label, *m_attempt->create.key)
        .then(this, [this](const Result<CreatedKey> &created) { onAnswer(created); });
}

void AddKeyFlow::onAnswer(const Result<CreatedKey> &created)
{
    m_attempt->isUnderWay = false;
    if (!created)
        return onFailed(created.error());
    m_attempt->isOutcomeUnknown = true; // until somebody has seen it
    if (!m_dialog)
        return onCancelled();
    m_dialog->accept();
    m_dialog = nullptr;
    Q_EMIT this->created(created->key);
    reveal(*created);
}

void AddKeyFlow::onFailed(const Problem &problem)
{
    const bool isUnknown = ProblemText::isOutcomeUnknown(problem);
    // Once it is not known whether there is a key, a later refusal does not make it known.
    if (isUnknown)
        m_attempt->isOutcomeUnknown = true;
    if (!m_dialog)
        return onCancelled();
    const QString text = ProblemText::explain(problem);
    m_dialog->showProblem(
        isUnknown
            ? tr("%1 Choose “Create” again: it asks for the same key, so there will not be two.")
                  .arg(text)
            : text);
    if (problem.code == ProblemCode::LabelTaken || problem.code == ProblemCode::KeyLimitReached)
        Q_EMIT listOutdated();
}

// What is under way is waited for: nobody has seen its secret, and nobody will.
void AddKeyFlow::onCancelled()
{
    m_dialog = nullptr;
    if (m_attempt && m_attempt->isUnderWay)
        return;
    if (m_attempt)
        giveUpAttempt();
    deleteLater();
}

void AddKeyFlow::giveUpAttempt()
{
    const auto attempt = std::exchange(m_attempt, nullptr);
    if (attempt->isOutcomeUnknown)
        m_creates.discard(attempt->create);
    else
        m_creates.forget(*attempt->create.key);
}

void AddKeyFlow::reveal(const CreatedKey &created)
{
    auto *flow = new RevealFlow({m_connection, m_care, m_window}, m_platform.id, created, this);
    connect(flow, &RevealFlow::closed, this, [this, keyId = created.key.id] {
        m_creates.acknowledge(m_attempt->create, keyId);
        deleteLater();
    });
}

} // namespace keydesk::ui
