// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysController.h"

#include "apikeys/AddKeyFlow.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysPage.h"
#include "apikeys/RenameFlow.h"
#include "apikeys/RevokeDialog.h"
#include "apikeys/RevokedText.h"
#include "client/Connection.h"
#include "shell/Notifier.h"
#include "shell/ProblemText.h"

#include <algorithm>
#include <chrono>

namespace keydesk::ui {

using client::Connection;
using client::KeyEvent;
using client::PlatformKeys;
using client::Revocation;

namespace {

QStringList idsOf(const QList<ApiKey> &keys)
{
    QStringList ids;
    for (const ApiKey &key : keys)
        ids.append(key.id);
    return ids;
}

} // namespace

ApiKeysController::ApiKeysController(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    connectPage();
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &ApiKeysController::refreshTimes);
}

ApiKeysController::~ApiKeysController() = default;

void ApiKeysController::connectPage()
{
    ApiKeysPage *page = &m_parts.page;
    connect(page, &ApiKeysPage::addRequested, this, &ApiKeysController::add);
    connect(page, &ApiKeysPage::renameRequested, this, &ApiKeysController::rename);
    connect(page, &ApiKeysPage::revokeRequested, this, &ApiKeysController::revoke);
    connect(page, &ApiKeysPage::retryRequested, this, &ApiKeysController::reload);
}

void ApiKeysController::open(const Platform &platform, Connection &connection)
{
    if (m_platform == platform && m_connection == &connection)
        return reload();
    close();
    m_platform = platform;
    m_connection = &connection;
    m_parts.page.setCompanyId(platform.id);
    connect(&connection, &Connection::stateChanged, this, &ApiKeysController::onConnectionChanged);
    onConnectionChanged();
    if (!mayManageKeys(platform.role))
        return showForbidden();
    m_keys = std::make_unique<PlatformKeys>(connection, platform.id);
    watch(m_keys.get());
    m_keys->start();
    show();
}

void ApiKeysController::watch(PlatformKeys *keys)
{
    connect(keys, &PlatformKeys::changed, this, [this] {
        if (m_keys->isCurrent())
            m_problem.reset();
        show();
        Q_EMIT loaded();
    });
    connect(keys, &PlatformKeys::failed, this, &ApiKeysController::onFailed);
    connect(keys, &PlatformKeys::heard, this, &ApiKeysController::onHeard);
    connect(keys, &PlatformKeys::heartbeat, this, [this] {
        if (m_minute.isActive())
            refreshTimes(); // The window is awake anyway, so the timer need not wake it.
    });
}

void ApiKeysController::close()
{
    if (m_connection)
        m_connection->disconnect(this);
    m_connection = nullptr;
    m_keys.reset();
    m_problem.reset();
    m_platform = {};
    m_parts.model.clear();
}

void ApiKeysController::reload()
{
    if (!m_connection)
        return;
    if (!m_keys || !isOnline()) // the role may be another one by now
        return m_connection->reload();
    m_parts.page.showLoading();
    m_keys->reload();
}

void ApiKeysController::tryNow()
{
    if (m_keys)
        m_keys->tryNow();
}

void ApiKeysController::onConnectionChanged()
{
    if (isOnline())
        m_backend = m_connection->rest().baseUrl();
    // This computer's backend has another address each time it starts.
    const bool hasAddress = isOnline() || !m_connection->isLocal();
    m_parts.page.setApiAddress(hasAddress ? m_connection->rest().baseUrl().toString() : QString());
    m_parts.page.setChangesAllowed(isOnline());
}

bool ApiKeysController::isOnline() const
{
    return m_connection && m_connection->state() == Connection::State::Online;
}

void ApiKeysController::onFailed(const Problem &problem)
{
    m_problem = problem;
    show();
    Q_EMIT loaded();
    // The list of platforms says what has become of it; see ShellController.
    if (problem.code == ProblemCode::RoleRequired || problem.code == ProblemCode::NotFound)
        m_connection->reload();
}

void ApiKeysController::show()
{
    const client::KeyList &list = m_keys->list();
    m_parts.model.setKeys(list.keys);
    m_parts.page.setUsage(static_cast<int>(list.keys.size()), list.limit);
    // That this computer's backend has stopped, and how it is started again, the window says.
    const bool isSaid = m_connection->isStopped() && m_problem && m_keys->asOf().isValid();
    if (m_keys->isCurrent() || isSaid)
        m_parts.page.showKeys(static_cast<int>(list.keys.size()), list.limit);
    else if (m_problem)
        showFailure(*m_problem);
    else
        m_parts.page.showLoading();
    tellFlows();
}

void ApiKeysController::tellFlows()
{
    if (m_adding)
        m_adding->setTakenLabels(m_parts.model.labels());
    if (m_renaming)
        m_renaming->setKeys(m_parts.model.keys());
    const auto isThere = [this](const QString &id) { return m_parts.model.rowOf(id) >= 0; };
    if (m_revoking && !m_revoking->isBusy() && std::ranges::none_of(m_revoking->keyIds(), isThere))
        m_revoking->reject(); // there is nothing left to be asked
}

void ApiKeysController::showFailure(const Problem &problem)
{
    if (problem.code == ProblemCode::RoleRequired)
        return showForbidden();
    const QString age = isOnline() ? tr("These keys are as they were %1.")
                                   : tr("These keys are as they were %1. Until the backend is "
                                        "back, they can be viewed but not changed.");
    m_parts.page.showFailed(ProblemText::explain(problem),
                            age.arg(RelativeTime::text(m_keys->asOf(), m_parts.clock())));
}

void ApiKeysController::showForbidden()
{
    m_parts.page.showForbidden(ProblemText::explain({.code = ProblemCode::RoleRequired}));
    Q_EMIT loaded();
}

void ApiKeysController::setInUse(bool isInUse)
{
    if (isInUse)
        refreshTimes();
    else
        m_minute.stop();
}

void ApiKeysController::refreshTimes()
{
    m_minute.start();
    m_parts.model.refreshTimes();
    if (m_keys && m_problem)
        show();
}

void ApiKeysController::onHeard(PlatformKeys::Change change, const KeyEvent &event)
{
    // What the same person does in another place is no news.
    if (!event.by.id.isEmpty() && event.by.id == m_connection->member().id)
        return;
    m_parts.notifier.say(MessageKind::Info, wordsFor(change, event));
    if (m_renaming && m_renaming->keyId() == event.keyId)
        m_renaming->showNews(wordsFor(change, event));
}

QString ApiKeysController::wordsFor(PlatformKeys::Change change, const KeyEvent &event) const
{
    const QString who = event.by.name.isEmpty() ? tr("the backend") : event.by.name;
    switch (change) {
    case PlatformKeys::Change::Created:
        return tr("“%1” was added by %2 just now.").arg(event.label, who);
    case PlatformKeys::Change::Updated:
        return tr("“%1” was changed by %2 just now.").arg(event.label, who);
    case PlatformKeys::Change::Revoked:
        return tr("“%1” was revoked by %2 just now.").arg(event.label, who);
    }
    return {};
}

void ApiKeysController::add()
{
    if (m_adding || !m_keys || !isOnline())
        return;
    m_adding = new AddKeyFlow({*m_connection, m_parts.creates, m_parts.care, m_parts.window},
                              m_platform, m_parts.model.labels(), this);
    connect(m_adding, &AddKeyFlow::listOutdated, m_keys.get(), &PlatformKeys::reload);
    connect(m_adding, &AddKeyFlow::created, m_keys.get(), [this](const ApiKey &key) {
        m_keys->put(key);
        m_parts.page.selectKey(key.id);
    });
}

void ApiKeysController::rename(const QString &keyId)
{
    if (m_renaming || !m_keys || !isOnline() || m_parts.model.rowOf(keyId) < 0)
        return;
    m_renaming = new RenameFlow({*m_connection, m_parts.notifier, m_parts.window}, m_platform.id,
                                keyId, m_parts.model.keys(), this);
    connect(m_renaming, &RenameFlow::listOutdated, m_keys.get(), &PlatformKeys::reload);
    connect(m_renaming, &RenameFlow::renamed, m_keys.get(), &PlatformKeys::put);
}

void ApiKeysController::revoke(const QStringList &keyIds)
{
    QList<ApiKey> keys;
    for (const QString &id : keyIds) {
        if (const auto key = m_parts.model.key(id))
            keys.append(*key);
    }
    if (keys.isEmpty() || !m_keys)
        return;
    m_revoking = new RevokeDialog(keys, m_parts.clock(), &m_parts.window);
    connect(m_revoking, &RevokeDialog::revokeConfirmed, m_keys.get(),
            [this, keys] { onRevokeConfirmed(keys); });
    m_revoking->open();
}

void ApiKeysController::onRevokeConfirmed(const QList<ApiKey> &keys)
{
    sendRevocation(idsOf(keys))
        .then(this, [this, keys, known = QPointer(m_keys.get()),
                     dialog = m_revoking](const Result<QList<Revocation>> &outcome) {
            if (dialog)
                dialog->accept();
            onRevokeAnswered(keys, outcome);
            if (known && outcome)
                known->remove(idsOf(keys));
            if (known)
                known->reload();
        });
}

// Several go in one transaction: all of them, or none.
QFuture<Result<QList<Revocation>>> ApiKeysController::sendRevocation(const QStringList &keyIds)
{
    client::KeysClient &keys = m_connection->keys();
    if (keyIds.size() == 1)
        return keys.revoke(m_platform.id, keyIds.first())
            .then([](const Result<Revocation> &outcome) {
                return outcome.map([](Revocation one) { return QList{one}; });
            });
    return keys.revokeAll(m_platform.id, keyIds)
        .then([](const Result<QList<client::RevocationOutcome>> &outcomes) {
            return outcomes.map([](const QList<client::RevocationOutcome> &all) {
                QList<Revocation> each;
                for (const client::RevocationOutcome &one : all)
                    each.append(one.outcome);
                return each;
            });
        });
}

void ApiKeysController::onRevokeAnswered(const QList<ApiKey> &keys,
                                         const Result<QList<Revocation>> &outcome)
{
    if (!outcome)
        return onRevokeFailed(keys, outcome.error());
    m_parts.notifier.say(MessageKind::Success, RevokedText::done(keys, *outcome));
}

void ApiKeysController::onRevokeFailed(const QList<ApiKey> &keys, const Problem &problem)
{
    m_parts.notifier.offer(MessageKind::Error, RevokedText::failed(keys, problem), tr("Try again"),
                           [this, ids = idsOf(keys)] {
                               if (m_connection)
                                   m_connection->tryNow();
                               revoke(ids);
                           });
}

} // namespace keydesk::ui
