// SPDX-License-Identifier: Apache-2.0
#include "lock/LockController.h"

#include "client/Connections.h"
#include "client/Member.h"
#include "client/PersonCheck.h"
#include "lock/LockPage.h"
#include "secret/SecretClipboard.h"
#include "settings/SecretSettings.h"
#include "shell/MainWindow.h"
#include "shell/ProblemText.h"
#include "signin/ConnectionsController.h"

namespace keydesk::ui {

LockController::LockController(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_curtain(parts.window)
{
    connect(&m_parts.connecting, &ConnectionsController::signedIn, this,
            &LockController::onSignedIn);
    connect(&m_parts.connecting, &ConnectionsController::signInFailed, this,
            [this](const QString &text) {
                if (m_page)
                    m_page->tellProblem(text);
            });
}

void LockController::lockAgain()
{
    if (!m_parts.settings.isLocked())
        return;
    m_members = m_parts.settings.lockedMembers();
    cover();
}

void LockController::lock()
{
    m_parts.clipboard.clear();
    if (isLocked())
        return;
    m_members.clear();
    for (const client::Connection *connection : m_parts.connections.all()) {
        if (!connection->isLocal() && !connection->member().id.isEmpty())
            m_members.insert(connection->id(), connection->member().id);
    }
    m_parts.settings.setLocked(m_members);
    cover();
}

void LockController::cover()
{
    QList<LockPage::Connection> connections;
    for (const client::Connection *connection : m_parts.connections.all()) {
        if (m_members.contains(connection->id()))
            connections.append({connection->id(), connection->saved().name});
    }
    m_curtain.fall();
    m_page = new LockPage(connections);
    connect(m_page, &LockPage::unlockRequested, this, &LockController::askKeychain);
    connect(m_page, &LockPage::signInRequested, this, &LockController::signIn);
    m_parts.window.cover(m_page);
}

void LockController::askKeychain()
{
    m_page->setWaiting(true);
    m_parts.person.confirmPerson().then(m_page, [this](const Result<Done> &outcome) {
        if (outcome)
            unlock();
        else
            m_page->tellProblem(explain(outcome.error()));
    });
}

void LockController::signIn(const QString &connectionId)
{
    if (client::Connection *connection = m_parts.connections.find(connectionId))
        m_parts.connecting.signIn(*connection);
}

// Somebody else who can sign in there too is still not who locked it.
void LockController::onSignedIn(const QString &connectionId)
{
    client::Connection *connection = m_parts.connections.find(connectionId);
    if (!isLocked() || !connection)
        return;
    client::signedInMember(connection->rest())
        .then(m_page, [this, connectionId](const Result<MemberRef> &member) {
            if (!member)
                return m_page->tellProblem(ProblemText::explain(member.error()));
            if (member->id == m_members.value(connectionId))
                return unlock();
            m_page->tellProblem(tr("Keydesk was locked by somebody else. Sign in as the same "
                                   "person, or unlock it with the keychain."));
        });
}

void LockController::unlock()
{
    m_parts.settings.setUnlocked();
    m_parts.window.uncover();
    m_curtain.rise();
}

QString LockController::explain(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::KeychainLocked:
        return tr("The keychain was not unlocked. Try again with its password.");
    case ProblemCode::KeychainSilent:
        return tr("The keychain does not answer. It may be waiting for its password in another "
                  "window; then try again.");
    default:
        return tr("The desktop's keychain does not work, so it cannot say who you are. Start it "
                  "and try again, or sign in to a backend.");
    }
}

} // namespace keydesk::ui
