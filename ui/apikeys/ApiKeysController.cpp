// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysController.h"

#include "apikeys/AddKeyFlow.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysPage.h"
#include "apikeys/RevokeDialog.h"
#include "client/Connection.h"
#include "shell/Notifier.h"
#include "shell/ProblemText.h"

namespace keydesk::ui {

using client::Connection;
using client::KeyEvent;
using client::PlatformKeys;
using client::Revocation;

ApiKeysController::ApiKeysController(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    connectPage();
}

ApiKeysController::~ApiKeysController() = default;

void ApiKeysController::connectPage()
{
    ApiKeysPage *page = &m_parts.page;
    connect(page, &ApiKeysPage::addRequested, this, &ApiKeysController::add);
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
    if (m_adding)
        m_adding->setTakenLabels(m_parts.model.labels());
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

void ApiKeysController::refreshTimes()
{
    m_parts.model.refreshTimes();
    if (m_keys && m_problem)
        show();
}

void ApiKeysController::onHeard(PlatformKeys::Change change, const KeyEvent &event)
{
    if (change == PlatformKeys::Change::Revoked && m_revoking &&
        m_revoking->keyId() == event.keyId && !m_revoking->isBusy())
        m_revoking->reject(); // there is nothing left to be asked
    // What the same person does in another place is no news.
    if (event.by.id.isEmpty() || event.by.id != m_connection->member().id)
        m_parts.notifier.say(MessageKind::Info, wordsFor(change, event));
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

void ApiKeysController::revoke(const QString &keyId)
{
    const auto key = m_parts.model.key(keyId);
    if (!key || !m_keys)
        return;
    m_revoking = new RevokeDialog(*key, m_parts.clock(), &m_parts.window);
    const QPointer keys(m_keys.get());
    connect(m_revoking, &RevokeDialog::revokeConfirmed, keys,
            [this, keys, key = *key, dialog = m_revoking] {
                m_connection->keys()
                    .revoke(m_platform.id, key.id)
                    .then(this, [this, keys, key, dialog](const Result<Revocation> &outcome) {
                        if (dialog)
                            dialog->accept();
                        onRevoked(key, outcome);
                        if (keys && outcome)
                            keys->remove(key.id);
                        if (keys)
                            keys->reload();
                    });
            });
    m_revoking->open();
}

void ApiKeysController::onRevoked(const ApiKey &key, const Result<Revocation> &outcome)
{
    if (!outcome)
        return onRevokeFailed(key, outcome.error());
    m_parts.notifier.say(MessageKind::Success,
                         *outcome == Revocation::Revoked
                             ? tr("“%1” is revoked. It is refused from now on.").arg(key.label)
                             : tr("“%1” had already been revoked.").arg(key.label));
}

void ApiKeysController::onRevokeFailed(const ApiKey &key, const Problem &problem)
{
    // Who is no longer on the platform cannot know what became of its key.
    const bool isUncertain =
        ProblemText::isOutcomeUnknown(problem) || problem.code == ProblemCode::NotFound;
    const QString text = isUncertain ? tr("It is not certain that “%1” was revoked. %2")
                                     : tr("“%1” was not revoked and still works. %2");
    m_parts.notifier.offer(MessageKind::Error, text.arg(key.label, ProblemText::explain(problem)),
                           tr("Try again"), [this, id = key.id] {
                               if (m_connection)
                                   m_connection->tryNow();
                               revoke(id);
                           });
}

} // namespace keydesk::ui
