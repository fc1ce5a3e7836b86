// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysController.h"

#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysPage.h"
#include "apikeys/LabelDialog.h"
#include "apikeys/RevealDialog.h"
#include "apikeys/RevokeDialog.h"
#include "shell/Notifier.h"
#include "shell/ProblemText.h"

namespace keydesk::ui {

using client::CreatedKey;
using client::KeyList;
using client::Revocation;

ApiKeysController::ApiKeysController(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    connectPage();
}

void ApiKeysController::connectPage()
{
    ApiKeysPage *page = &m_parts.page;
    connect(page, &ApiKeysPage::addRequested, this, &ApiKeysController::add);
    connect(page, &ApiKeysPage::revokeRequested, this, &ApiKeysController::revoke);
    connect(page, &ApiKeysPage::retryRequested, this, &ApiKeysController::reload);
}

void ApiKeysController::open(const Platform &platform)
{
    if (m_platform.id != platform.id) {
        m_isLoaded = false;
        m_parts.model.clear();
    }
    m_platform = platform;
    m_parts.page.setCompanyId(platform.id);
    reload();
}

void ApiKeysController::reload()
{
    if (m_platform.id.isEmpty())
        return;
    if (!mayManageKeys(m_platform.role)) {
        m_parts.page.showForbidden(ProblemText::explain({.code = ProblemCode::RoleRequired}));
        return;
    }
    m_parts.page.showLoading();
    m_parts.keys.list(m_platform.id)
        .then(this, [this, listing = ++m_listing](const Result<KeyList> &list) {
            if (listing != m_listing)
                return;
            onListed(list);
            Q_EMIT loaded();
        });
}

void ApiKeysController::onListed(const Result<KeyList> &list)
{
    if (!list) {
        const QString text = ProblemText::explain(list.error());
        if (list.error().code == ProblemCode::RoleRequired)
            m_parts.page.showForbidden(text);
        else
            m_parts.page.showFailed(text);
        return;
    }
    m_isLoaded = true;
    m_limit = list->limit;
    m_parts.model.setKeys(list->keys);
    showCount();
    if (m_labelDialog)
        m_labelDialog->setTakenLabels(m_parts.model.labels());
    warnOfUnseenKey();
}

void ApiKeysController::setBackend(const QUrl &baseUrl)
{
    m_parts.page.setApiAddress(baseUrl.toString());
    m_parts.page.setAddAllowed(!baseUrl.isEmpty());
}

void ApiKeysController::add()
{
    if (m_labelDialog || m_platform.id.isEmpty())
        return;
    m_attempt.reset();
    m_labelDialog = new LabelDialog(m_parts.model.labels(), &m_parts.window);
    connect(m_labelDialog, &LabelDialog::createRequested, this, &ApiKeysController::create);
    connect(m_labelDialog, &LabelDialog::cancelled, this, &ApiKeysController::onAddCancelled);
    m_labelDialog->open();
}

void ApiKeysController::create(const KeyLabel &label)
{
    // The same intention keeps its idempotency key, so that asking again cannot make two keys.
    if (!m_attempt || m_attempt->label != label)
        m_attempt = Attempt{label, IdempotencyKey::generate()};
    m_parts.keys.create(m_platform.id, label, m_attempt->idempotencyKey)
        .then(this,
              [this, platformId = m_platform.id, dialog = m_labelDialog](
                  const Result<CreatedKey> &created) { onCreated(created, platformId, dialog); });
}

void ApiKeysController::onCreated(const Result<CreatedKey> &created, const QString &platformId,
                                  LabelDialog *dialog)
{
    const bool wasCancelled = !dialog || dialog != m_labelDialog;
    if (!created) {
        if (!wasCancelled)
            onCreateFailed(created.error(), dialog);
        return;
    }
    m_perhapsUnseen.clear();
    if (wasCancelled)
        return discardUnwanted(created->key, platformId);
    m_attempt.reset();
    m_labelDialog = nullptr;
    dialog->accept();
    m_parts.model.addOrUpdateKey(created->key);
    showCount();
    m_parts.page.selectKey(created->key.id);
    reveal(*created);
}

void ApiKeysController::onCreateFailed(const Problem &problem, LabelDialog *dialog)
{
    const bool isUnknown = ProblemText::isOutcomeUnknown(problem);
    // Once it is not known whether there is a key, a later refusal does not make it known.
    if (m_attempt && isUnknown)
        m_attempt->isOutcomeUnknown = true;
    dialog->showProblem(isUnknown
                            ? tr("%1 Create asks again for the same key: there will not be two.")
                                  .arg(ProblemText::explain(problem))
                            : ProblemText::explain(problem));
    if (problem.code == ProblemCode::LabelTaken || problem.code == ProblemCode::KeyLimitReached)
        reload(); // Somebody else was faster; show what they did.
}

void ApiKeysController::onAddCancelled()
{
    m_labelDialog = nullptr;
    if (m_attempt && m_attempt->isOutcomeUnknown)
        m_perhapsUnseen = m_attempt->label.text();
    m_attempt.reset();
    if (!m_perhapsUnseen.isEmpty())
        reload();
}

void ApiKeysController::reveal(const CreatedKey &created)
{
    auto *dialog = new RevealDialog(std::move(*created.secret), created.key.label, m_parts.secrets,
                                    &m_parts.window);
    // Not before: what is listed under the dialog must not change while a key is being copied.
    connect(dialog, &RevealDialog::closed, this, &ApiKeysController::reload);
    dialog->open();
}

// The dialog was closed while the request was under way: nobody has seen the secret, nobody will.
void ApiKeysController::discardUnwanted(const ApiKey &key, const QString &platformId)
{
    m_parts.keys.revoke(platformId, key.id)
        .then(this, [this, key](const Result<Revocation> &outcome) {
            if (outcome) {
                m_parts.notifier.say(MessageKind::Info,
                                     tr("“%1” was not added. The backend had already created it, "
                                        "so it was revoked.")
                                         .arg(key.label));
            } else {
                m_perhapsUnseen = key.label;
            }
            reload();
        });
}

void ApiKeysController::warnOfUnseenKey()
{
    if (m_perhapsUnseen.isEmpty() || m_labelDialog)
        return;
    const QString label = std::exchange(m_perhapsUnseen, {});
    for (const ApiKey &key : m_parts.model.keys()) {
        if (key.label != label)
            continue;
        m_parts.notifier.offer(
            MessageKind::Warning,
            tr("“%1” was created although its answer was lost. Nobody has seen its key: revoke it.")
                .arg(label),
            tr("Revoke"), [this, id = key.id] { revoke(id); });
    }
}

void ApiKeysController::revoke(const QString &keyId)
{
    const auto key = m_parts.model.key(keyId);
    if (!key)
        return;
    auto *dialog = new RevokeDialog(*key, m_parts.clock(), &m_parts.window);
    connect(dialog, &RevokeDialog::revokeConfirmed, this, [this, key = *key, dialog] {
        m_parts.keys.revoke(m_platform.id, key.id)
            .then(this, [this, key, guarded = QPointer(dialog)](const Result<Revocation> &outcome) {
                onRevoked(key, outcome, guarded);
            });
    });
    dialog->open();
}

void ApiKeysController::onRevoked(const ApiKey &key, const Result<Revocation> &outcome,
                                  RevokeDialog *dialog)
{
    if (dialog)
        dialog->accept();
    if (!outcome)
        return onRevokeFailed(key, outcome.error());
    m_parts.model.removeKey(key.id);
    showCount();
    m_parts.notifier.say(MessageKind::Success,
                         *outcome == Revocation::Revoked
                             ? tr("“%1” is revoked. It is refused from now on.").arg(key.label)
                             : tr("“%1” had already been revoked.").arg(key.label));
    reload();
}

void ApiKeysController::onRevokeFailed(const ApiKey &key, const Problem &problem)
{
    const QString text = ProblemText::isOutcomeUnknown(problem)
                             ? tr("It is not certain that “%1” was revoked. %2")
                             : tr("“%1” was not revoked and still works. %2");
    m_parts.notifier.offer(MessageKind::Error, text.arg(key.label, ProblemText::explain(problem)),
                           tr("Try again"), [this, id = key.id] { revoke(id); });
    reload();
}

void ApiKeysController::showCount()
{
    if (m_isLoaded)
        m_parts.page.showKeys(static_cast<int>(m_parts.model.keys().size()), m_limit);
}

} // namespace keydesk::ui
