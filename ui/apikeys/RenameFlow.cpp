// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RenameFlow.h"

#include "apikeys/LabelDialog.h"
#include "client/Connection.h"
#include "shell/Notifier.h"
#include "shell/ProblemText.h"

#include <algorithm>
#include <utility>

namespace keydesk::ui {

namespace {

QStringList labelsOfOthers(const QList<ApiKey> &keys, const QString &id)
{
    QStringList labels;
    for (const ApiKey &key : keys) {
        if (key.id != id)
            labels.append(key.label);
    }
    return labels;
}

} // namespace

RenameFlow::RenameFlow(const Parts &parts, QString platformId, const QString &keyId,
                       const QList<ApiKey> &keys, QObject *parent)
    : QObject(parent)
    , m_connection(&parts.connection)
    , m_notifier(parts.notifier)
    , m_platformId(std::move(platformId))
    , m_key(*std::ranges::find(keys, keyId, &ApiKey::id))
    , m_dialog(new LabelDialog(m_key.label, labelsOfOthers(keys, keyId), &parts.window))
{
    connect(m_dialog, &LabelDialog::submitted, this, &RenameFlow::onSubmitted);
    connect(m_dialog, &LabelDialog::cancelled, this, &RenameFlow::onCancelled);
    m_dialog->open();
}

void RenameFlow::setKeys(const QList<ApiKey> &keys)
{
    const auto known = std::ranges::find(keys, m_key.id, &ApiKey::id);
    if (m_isUnderWay) // the answer says what has become of it
        m_heardMeanwhile = keys;
    if (!m_dialog || m_isUnderWay)
        return;
    if (known == keys.end()) {
        m_dialog->reject();
        return;
    }
    const bool isRenamed = known->label != m_key.label;
    m_key = *known;
    m_dialog->setTakenLabels(labelsOfOthers(keys, m_key.id));
    m_dialog->setCurrent(m_key.label);
    if (isRenamed) // whoever told it: it is what would be overwritten
        m_dialog->showNews(
            tr("Meanwhile this key got the label “%1”. Yours is not saved.").arg(m_key.label));
}

void RenameFlow::showNews(const QString &text)
{
    if (m_dialog && !m_isUnderWay)
        m_dialog->showNews(text);
}

void RenameFlow::onSubmitted(const KeyLabel &label)
{
    if (!m_connection)
        return m_dialog->reject();
    m_isUnderWay = true;
    m_heardMeanwhile.reset();
    m_connection->keys()
        .rename(m_platformId, m_key.id, m_key.revision, label)
        .then(this, [this](const Result<ApiKey> &answer) { onAnswer(answer); });
}

void RenameFlow::onAnswer(const Result<ApiKey> &answer)
{
    m_isUnderWay = false;
    if (!answer)
        return m_dialog ? onFailed(answer.error()) : onFailedAfterCancel(answer.error());
    m_notifier.say(MessageKind::Success,
                   tr("“%1” is now called “%2”.").arg(m_key.label, answer->label));
    if (m_dialog)
        m_dialog->accept();
    m_dialog = nullptr;
    Q_EMIT renamed(*answer);
    deleteLater();
}

void RenameFlow::onFailed(const Problem &problem)
{
    const QString text = ProblemText::explain(problem);
    m_dialog->showProblem(ProblemText::isOutcomeUnknown(problem)
                              ? tr("It is not certain that the label was changed. %1").arg(text)
                              : text);
    // The news was faster than the refusal: the next try is of what the key is now.
    if (problem.code == ProblemCode::KeyChanged && m_heardMeanwhile)
        setKeys(*m_heardMeanwhile);
    if (problem.code == ProblemCode::LabelTaken || problem.code == ProblemCode::KeyChanged ||
        problem.code == ProblemCode::NotFound)
        Q_EMIT listOutdated();
}

void RenameFlow::onFailedAfterCancel(const Problem &problem)
{
    if (ProblemText::isOutcomeUnknown(problem))
        m_notifier.say(MessageKind::Warning,
                       tr("It is not certain whether “%1” has another label now. %2")
                           .arg(m_key.label, ProblemText::explain(problem)));
    Q_EMIT listOutdated();
    deleteLater();
}

// What is under way is waited for: whoever cancelled it should know what has become of it.
void RenameFlow::onCancelled()
{
    m_dialog = nullptr;
    if (!m_isUnderWay)
        deleteLater();
}

} // namespace keydesk::ui
