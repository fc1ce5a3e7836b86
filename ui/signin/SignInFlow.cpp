// SPDX-License-Identifier: Apache-2.0
#include "signin/SignInFlow.h"

#include "client/Connection.h"
#include "shell/ProblemText.h"
#include "signin/SignInDialog.h"

#include <QDesktopServices>
#include <QLocale>
#include <QUrl>

namespace keydesk::ui {

using client::ServerInfo;

namespace {

SignInMethods methodsOf(const ServerInfo &info)
{
    SignInMethods methods;
    methods.setFlag(SignInMethod::Password, info.offers(client::SignInMethod::Password));
    methods.setFlag(SignInMethod::Browser, info.offers(client::SignInMethod::Browser));
    return methods;
}

} // namespace

SignInFlow::SignInFlow(client::Connection &connection, QWidget &window)
    : m_connection(&connection)
    , m_window(window)
    , m_server(connection.rest())
{
    connect(&connection, &QObject::destroyed, this, &QObject::deleteLater);
    connect(&m_browser, &client::BrowserSignIn::openUrl, this, [this](const QUrl &url) {
        if (!QDesktopServices::openUrl(url) && m_dialog)
            m_dialog->showProblem(tr("No browser could be opened."));
    });
    m_browser.setWords({.language = QLocale().bcp47Name(),
                        .signedIn = tr("You are signed in to Keydesk. You can close this page."),
                        .failed = tr("The sign-in did not work. Go back to Keydesk.")});
    m_server.info().then(this, [this](const Result<ServerInfo> &info) { onInfo(info); });
}

void SignInFlow::raise()
{
    if (m_dialog)
        m_dialog->activateWindow();
}

void SignInFlow::onInfo(const Result<ServerInfo> &info)
{
    if (info && methodsOf(*info))
        return open(*info);
    Q_EMIT failed(info ? Problem{.code = ProblemCode::NoSignInOffered} : info.error());
    deleteLater();
}

void SignInFlow::open(const ServerInfo &info)
{
    const client::SavedConnection &saved = m_connection->saved();
    m_offer = info.oidc;
    m_browser.setCertificateAuthority(saved.certificateAuthority);
    m_dialog = new SignInDialog(saved.name, saved.origin.authority(), methodsOf(info), &m_window);
    m_dialog->setEmail(saved.email);
    connect(m_dialog, &SignInDialog::signInRequested, this, &SignInFlow::signInWithPassword);
    connect(m_dialog, &SignInDialog::browserRequested, this, &SignInFlow::signInWithBrowser);
    connect(m_dialog, &SignInDialog::browserAbandoned, &m_browser, &client::BrowserSignIn::cancel);
    connect(m_dialog, &SignInDialog::sessionOnlyChosen, this, &SignInFlow::finish);
    connect(m_dialog, &SignInDialog::keychainRetryRequested, m_connection->session(),
            &client::Session::retryKeychain);
    connect(m_connection->session(), &client::Session::keychainSettled, this,
            &SignInFlow::onKeychainSettled);
    connect(m_dialog, &SignInDialog::cancelled, this, &QObject::deleteLater);
    m_dialog->open();
}

void SignInFlow::signInWithPassword(const QString &email)
{
    m_email = email;
    m_connection->session()
        ->signIn(email, m_dialog->takePassword())
        .then(this, [this](const Result<Done> &outcome) { onSignedIn(outcome); });
}

void SignInFlow::signInWithBrowser()
{
    m_email.clear();
    m_browser.start(*m_offer).then(this, [this](const Result<client::IdToken> &token) {
        onIdToken(token);
    });
}

void SignInFlow::onIdToken(const Result<client::IdToken> &token)
{
    if (token) {
        m_connection->session()->signIn(*token).then(this, [this](const Result<Done> &outcome) {
            onSignedIn(outcome);
        });
    } else if (token.error().code != ProblemCode::BrowserSignInCancelled) {
        onSignedIn(tl::unexpected(token.error()));
    }
}

void SignInFlow::onSignedIn(const Result<Done> &outcome)
{
    if (!m_dialog)
        return;
    if (!outcome) {
        const Problem &problem = outcome.error();
        if (problem.code == ProblemCode::TooManyRequests && problem.retryAfter)
            m_dialog->showTooManyTries(*problem.retryAfter);
        else
            m_dialog->showProblem(ProblemText::explain(problem));
        return;
    }
    m_isSignedIn = true;
    onKeychainSettled();
}

void SignInFlow::onKeychainSettled()
{
    const client::Session &session = *m_connection->session();
    if (!m_isSignedIn || !m_dialog || !session.isKeychainSettled())
        return;
    if (session.keychainProblem())
        m_dialog->showKeychainProblem(ProblemText::explain(*session.keychainProblem()));
    else
        finish();
}

void SignInFlow::finish()
{
    m_dialog->accept();
    Q_EMIT signedIn(m_email);
    deleteLater();
}

} // namespace keydesk::ui
