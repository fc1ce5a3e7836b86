// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/OidcOffer.h"
#include "keys/Problem.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QVersionNumber>

#include <optional>

namespace keydesk::client {

enum class SignInMethod {
    Local,    ///< by the token of the ready line: the backend on this computer
    Password, ///< e-mail and password
    Browser,  ///< with the organisation's own sign-in, in a browser
};

/** What a backend says of itself before anybody has signed in. */
struct ServerInfo
{
    QString name;
    QVersionNumber version;
    QList<SignInMethod> signInMethods =
        {};                             ///< those that this program knows, in the server's order
    std::optional<OidcOffer> oidc = {}; ///< there if, and only if, Browser is offered

    bool offers(SignInMethod method) const { return signInMethods.contains(method); }
};

/**
 * Problems: AnswerNotUnderstood for what is not Keydesk's, which names the field;
 * VersionUnsupported for a version that does not fit (see isSupported), with the server's version
 * as the detail.
 */
Result<ServerInfo> serverInfoFromJson(const QJsonObject &object);

/**
 * True if a server of \a server and a desktop of \a desktop work together: versions of the same
 * major number do, and before 1.0 those of the same minor number (Semantic Versioning).
 */
bool isSupported(const QVersionNumber &server, const QVersionNumber &desktop);

} // namespace keydesk::client
