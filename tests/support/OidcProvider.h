// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/HttpClient.h"
#include "support/TestCertificate.h"

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>

#include <optional>

namespace keydesk::testing {

/**
 * A real OpenID provider on the loopback interface (see oidc/provider.js), whose client is
 * "keydesk-test". Ends with the object. For one thread; a test that uses it needs the CTest fixture
 * of keydesk_needs_oidc_provider().
 */
class OidcProvider
{
public:
    OidcProvider() = default;
    OidcProvider(const OidcProvider &) = delete;
    OidcProvider &operator=(const OidcProvider &) = delete;
    ~OidcProvider();

    static QString clientId() { return QStringLiteral("keydesk-test"); }

    /** With \a tls it is at https://\a host, which is a loopback one. False if it did not start. */
    bool start(const std::optional<TestCertificate> &tls = {},
               const QString &host = QStringLiteral("localhost"));

    QString issuer() const { return m_issuer; }
    /** What a server needs to know: --oidc-issuer and --oidc-client-id. */
    QStringList serverArguments() const;

    /**
     * Signs the person with this login name in, as a browser and a client with PKCE do, and returns
     * the ID token; empty if that was refused. Every name is somebody but "nobody": "ada" is
     * ada@example.org with the subject "subject-ada".
     */
    QByteArray idToken(const QByteArray &account, const QByteArray &nonce) const;

    /** Changes what it does; see provider.js for what can be changed. False if it did not. */
    bool change(const QJsonObject &changes) const;
    /** Everything as it was, but for its keys. */
    bool reset() const;
    /** How often anybody asked for this path, e.g. "/jwks"; -1 if it does not answer. */
    int asked(const QString &path) const;

private:
    HttpAnswer control(const QByteArray &method, const QByteArray &body) const;

    QProcess m_process;
    QString m_issuer;
    QUrl m_plain;
    QUrl m_control;
};

} // namespace keydesk::testing
