// SPDX-License-Identifier: Apache-2.0
#include "signin/ConnectionsController.h"

#include "client/CertificateFile.h"
#include "client/Connections.h"
#include "client/RestClient.h"
#include "shell/Notifier.h"
#include "shell/ProblemText.h"
#include "signin/ConnectionDialog.h"
#include "signin/RemoveConnectionDialog.h"
#include "signin/RenameConnectionDialog.h"
#include "signin/SignInFlow.h"

#include <QFileDialog>

namespace keydesk::ui {

using client::BackendUrlError;
using client::Connection;

struct ConnectionsController::Probe
{
    client::RestClient rest;
    client::ServerClient server{rest};
    std::optional<client::BackendUrl> url;
    QByteArray certificateAuthority;
};

namespace {

QString explain(BackendUrlError error)
{
    switch (error) {
    case BackendUrlError::Empty:
        return ConnectionsController::tr("Type the address of the backend.");
    case BackendUrlError::NotEncrypted:
        return ConnectionsController::tr("The address must begin with https://: over http:// "
                                         "anybody on the way could read your passwords and keys.");
    case BackendUrlError::HasCredentials:
        return ConnectionsController::tr(
            "Leave the user name and password out of the address. You sign in later.");
    case BackendUrlError::NotHttp:
    case BackendUrlError::NotAUrl:
        break;
    }
    return ConnectionsController::tr(
        "This is not the address of a backend. An address looks like keys.example.org.");
}

} // namespace

ConnectionsController::ConnectionsController(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    connect(&m_parts.connections, &client::Connections::notKept, this, [this] {
        m_parts.notifier.say(MessageKind::Warning,
                             tr("The list of connections could not be written to the disk. What "
                                "you changed lasts until Keydesk is closed."));
    });
}

ConnectionsController::~ConnectionsController() = default;

void ConnectionsController::sayWhatIsMissing(const std::optional<Problem> &loadProblem)
{
    if (loadProblem)
        m_parts.notifier.say(
            MessageKind::Warning,
            tr("Some of your connections could not be read from the disk (%1). Add "
               "those that are missing again.")
                .arg(loadProblem->detail));
}

void ConnectionsController::add()
{
    if (m_dialog)
        return;
    m_probe = std::make_unique<Probe>();
    m_dialog = new ConnectionDialog(&m_parts.window);
    connect(m_dialog, &ConnectionDialog::continueRequested, this, &ConnectionsController::look);
    connect(m_dialog, &ConnectionDialog::nameChosen, this, &ConnectionsController::save);
    connect(m_dialog, &ConnectionDialog::certificateAuthorityRequested, this, [this] {
        chooseAuthority(m_dialog, [this](const QString &path) { setProbeAuthority(path); });
    });
    connect(m_dialog, &ConnectionDialog::certificateAuthorityRemoved, this, [this] {
        m_probe->certificateAuthority.clear();
        m_probe->rest.setCertificateAuthority({});
        m_dialog->setCertificateAuthority({});
    });
    connect(m_dialog, &ConnectionDialog::cancelled, this, [this] {
        m_dialog = nullptr;
        m_probe.reset();
    });
    m_dialog->open();
}

void ConnectionsController::look(const QString &address)
{
    const auto url = client::BackendUrl::parse(address);
    if (!url)
        return m_dialog->showProblem(explain(url.error()));
    if (const Connection *known = m_parts.connections.at(url->url()))
        return m_dialog->showProblem(
            tr("This backend is there already, as “%1”.").arg(known->saved().name));
    m_probe->url = *url;
    m_probe->rest.setBackend(url->url(), client::AccessToken());
    m_probe->server.info().then(m_dialog,
                                [this](const Result<client::ServerInfo> &info) { onLooked(info); });
}

void ConnectionsController::onLooked(const Result<client::ServerInfo> &info)
{
    if (!m_dialog || !m_dialog->isBusy() || !m_probe->url)
        return;
    if (info)
        return m_dialog->askName(m_probe->url->url().host());
    const Problem &problem = info.error();
    if (problem.code == ProblemCode::CertificateRejected)
        m_dialog->showCertificateProblem(problem.reason, problem.fingerprint);
    else
        m_dialog->showProblem(ProblemText::explain(problem));
}

void ConnectionsController::chooseAuthority(QWidget *parent,
                                            const std::function<void(const QString &path)> &chosen)
{
    auto *dialog = new QFileDialog(parent, tr("Use a private CA"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer *.der)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void ConnectionsController::setProbeAuthority(const QString &path)
{
    const auto authority = client::readCertificateAuthority(path);
    if (!m_dialog)
        return;
    if (!authority)
        return m_dialog->showProblem(ProblemText::explain(authority.error()));
    m_probe->certificateAuthority = authority->pem;
    m_probe->rest.setCertificateAuthority(authority->pem);
    m_dialog->setCertificateAuthority(authority->subject);
}

void ConnectionsController::save(const QString &name)
{
    if (!m_probe->url)
        return;
    client::SavedConnection saved;
    saved.name = name;
    saved.origin = m_probe->url->url();
    saved.certificateAuthority = m_probe->certificateAuthority;
    Connection &connection = m_parts.connections.add(saved);
    m_dialog->accept();
    m_dialog = nullptr;
    m_probe.reset();
    connection.start();
    signIn(connection);
}

void ConnectionsController::act(const QString &connectionId, ConnectionAction action)
{
    Connection *connection = m_parts.connections.find(connectionId);
    if (!connection)
        return;
    switch (action) {
    case ConnectionAction::Rename:
        return rename(*connection);
    case ConnectionAction::SignIn:
        return signIn(*connection);
    case ConnectionAction::SignOut:
        return signOut(*connection);
    case ConnectionAction::CertificateAuthority:
        return changeAuthority(*connection);
    case ConnectionAction::Remove:
        return remove(*connection);
    }
}

void ConnectionsController::signIn(Connection &connection)
{
    if (m_signIn)
        return m_signIn->raise();
    m_signIn = new SignInFlow(connection, m_parts.window);
    m_signIn->setParent(this);
    const QPointer guarded(&connection);
    connect(m_signIn, &SignInFlow::signedIn, this, [this, guarded](const QString &email) {
        if (!guarded)
            return;
        if (!email.isEmpty())
            m_parts.connections.setEmail(*guarded, email);
        Q_EMIT signedIn(guarded->id());
        guarded->reload();
    });
    connect(m_signIn, &SignInFlow::failed, this, [this, guarded](const Problem &problem) {
        if (!guarded)
            return;
        const QString text = ProblemText::explain(problem);
        Q_EMIT signInFailed(text);
        m_parts.notifier.offer(MessageKind::Error, text, tr("Try again"), [this, guarded] {
            if (guarded)
                signIn(*guarded);
        });
    });
}

void ConnectionsController::signOut(Connection &connection)
{
    connection.session()->signOut().then(
        this, [this, name = connection.saved().name](const Result<Done> &outcome) {
            if (outcome) {
                m_parts.notifier.say(MessageKind::Success, tr("Signed out of “%1”.").arg(name));
                return;
            }
            m_parts.notifier.say(
                MessageKind::Warning,
                tr("You are signed out of “%1” on this computer. The backend could not be told: %2")
                    .arg(name, ProblemText::explain(outcome.error())));
        });
}

void ConnectionsController::rename(Connection &connection)
{
    const client::SavedConnection &saved = connection.saved();
    auto *dialog =
        new RenameConnectionDialog(saved.name, saved.origin.authority(), &m_parts.window);
    connect(&connection, &QObject::destroyed, dialog, &QObject::deleteLater);
    connect(dialog, &RenameConnectionDialog::renameRequested, &connection,
            [this, &connection, dialog](const QString &name) {
                m_parts.connections.rename(connection, name);
                dialog->accept();
            });
    dialog->open();
}

void ConnectionsController::changeAuthority(Connection &connection)
{
    const QPointer guarded(&connection);
    chooseAuthority(&m_parts.window, [this, guarded](const QString &path) {
        const auto authority = client::readCertificateAuthority(path);
        if (!guarded)
            return;
        if (!authority) {
            m_parts.notifier.say(MessageKind::Error, ProblemText::explain(authority.error()));
            return;
        }
        m_parts.connections.setCertificateAuthority(*guarded, authority->pem);
        m_parts.notifier.say(
            MessageKind::Success,
            tr("“%1” is trusted for “%2”.").arg(authority->subject, guarded->saved().name));
        guarded->reload();
    });
}

void ConnectionsController::remove(Connection &connection)
{
    const client::SavedConnection &saved = connection.saved();
    auto *dialog =
        new RemoveConnectionDialog(saved.name, saved.origin.authority(), &m_parts.window);
    connect(dialog, &RemoveConnectionDialog::removeConfirmed, &connection,
            [this, &connection, dialog] {
                dialog->accept();
                m_parts.connections.remove(connection);
            });
    dialog->open();
}

} // namespace keydesk::ui
