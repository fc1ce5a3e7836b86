// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace keydesk::client {

/** What the browser shows when the person has come back from the provider. Plain text. */
struct SignInWords
{
    QString language = QStringLiteral("en"); ///< of the texts, as in BCP 47
    QString signedIn = QStringLiteral("You are signed in to Keydesk. You can close this page.");
    QString failed = QStringLiteral("The sign-in did not work. Go back to Keydesk.");
};

// Whole HTTP answers. Each closes its connection, is kept by no cache and tells no other site.

/** A page that needs nothing from anywhere: no script, and the policy allows none. */
QByteArray loopbackPage(QByteArrayView status, const QString &language, const QString &text);

/** To \a path, so that the address with the code does not stay in the browser's history. */
QByteArray loopbackRedirect(QByteArrayView path);

/** Without a page, for whatever asks for something else. */
QByteArray loopbackError(QByteArrayView status);

} // namespace keydesk::client
