// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/BrowserSignIn.h"
#include "client/ServerClient.h"
#include "client/SessionsClient.h"

#include <QObject>
#include <QPointer>

namespace keydesk::client {
class Connection;
}

namespace keydesk::ui {

class SignInDialog;

/**
 * One sign-in at one backend, from the question how it wants it to the session or to Cancel: the
 * dialog and what it asks for. Deletes itself at its end. GUI thread.
 */
class SignInFlow : public QObject
{
    Q_OBJECT

public:
    /** \a connection may go while this is under way; \a window is the dialog's parent. */
    SignInFlow(client::Connection &connection, QWidget &window);

    /** Brings its dialog to the front. */
    void raise();

Q_SIGNALS:
    /** The session is there. \a email: what was typed; empty after a sign-in in the browser. */
    void signedIn(const QString &email);
    /** The backend could not be asked how it wants it; there is no dialog. */
    void failed(const keydesk::Problem &problem);

private:
    void onInfo(const Result<client::ServerInfo> &info);
    void open(const client::ServerInfo &info);
    void signInWithPassword(const QString &email);
    void signInWithBrowser();
    void onIdToken(const Result<client::IdToken> &token);
    void onSignedIn(const Result<Done> &outcome);
    void onKeychainSettled();
    void finish();

    QPointer<client::Connection> m_connection;
    QWidget &m_window;
    client::ServerClient m_server;
    client::BrowserSignIn m_browser;
    std::optional<client::OidcOffer> m_offer;
    QPointer<SignInDialog> m_dialog;
    QString m_email;
    bool m_isSignedIn = false;
};

} // namespace keydesk::ui
