// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/OidcProvider.h"
#include "support/ServerFixture.h"

#include <QDateTime>
#include <QJsonDocument>

namespace keydesk::testing {

inline QByteArray newNonce()
{
    return newIdempotencyKey().second;
}

/** From a network address of its own: who is refused too often must wait. */
inline HttpRequest browserSignInRequest(const QByteArray &idToken, const QByteArray &nonce)
{
    const QJsonObject body{{QStringLiteral("idToken"), QString::fromLatin1(idToken)},
                           {QStringLiteral("nonce"), QString::fromLatin1(nonce)}};
    return {.method = "POST",
            .path = "/admin/v1/sessions/browser",
            .headers = {{"Content-Type", "application/json"}, newClientAddress()},
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

/** Why a sign-in by browser was refused; "status N" if it was not, or not for a reason. */
inline QString reasonOf(const HttpAnswer &answer)
{
    return answer.status == 401 && answer.problem() == QStringLiteral("sign-in-refused")
               ? answer.json()[QStringLiteral("reason")].toString()
               : QStringLiteral("status %1").arg(answer.status);
}

/** A provider, a server that trusts it, and two members whom it knows: ada and bob. */
class BrowserSignIns
{
public:
    /** False if one of them did not start. */
    bool start()
    {
        if (!m_provider.start() || !m_fixture.start(arguments()))
            return false;
        m_ada = addMember(QStringLiteral("Ada@example.org"));
        m_bob = addMember(QStringLiteral("bob@example.org"));
        return true;
    }
    /** Nobody has signed in yet, and the provider is as it should be. False if that failed. */
    bool reset()
    {
        data().run(QStringLiteral("UPDATE members SET oidc_issuer = NULL, oidc_subject = NULL"));
        data().run(QStringLiteral("DELETE FROM sign_in_failures"));
        return m_provider.reset();
    }

    const OidcProvider &provider() const { return m_provider; }
    ServerFixture &fixture() { return m_fixture; }
    HttpClient http() const { return m_fixture.http(); }
    TestData &data() { return m_fixture.data(); }
    const QString &ada() const { return m_ada; }
    const QString &bob() const { return m_bob; }

    QStringList arguments() const
    {
        return m_provider.serverArguments() +
               QStringList{QStringLiteral("--trusted-proxy"), QStringLiteral("127.0.0.1")};
    }
    /** Starts another one, which has not asked the provider for anything yet. */
    bool start(ServerProcess &server) const { return server.start(arguments()); }

    /** Returns the new administrator's id. */
    QString addMember(const QString &email)
    {
        const QString id = data().addMember(email);
        data().run(QStringLiteral("UPDATE members SET email = ?, email_key = ? WHERE id = ?"),
                   {email, email.toCaseFolded(), id});
        data().setRole(m_fixture.platformId(), id, QStringLiteral("admin"));
        return id;
    }

    /** All of a sign-in, with the provider and then with the server. */
    HttpAnswer signIn(const HttpClient &http, const QByteArray &account = "ada") const
    {
        const QByteArray nonce = newNonce();
        return http.send(browserSignInRequest(m_provider.idToken(account, nonce), nonce));
    }
    HttpAnswer signIn(const QByteArray &account = "ada") const { return signIn(http(), account); }
    /** What a server is asked in the end. */
    HttpRequest request(const QByteArray &account) const
    {
        const QByteArray nonce = newNonce();
        return browserSignInRequest(m_provider.idToken(account, nonce), nonce);
    }

    /** Whom the answer's token belongs to. */
    QString memberOf(const HttpAnswer &answer) const
    {
        const QByteArray token = answer.json()[QStringLiteral("accessToken")].toString().toLatin1();
        return http()
            .send({.path = "/admin/v1/me", .headers = {{"Authorization", "Bearer " + token}}})
            .json()[QStringLiteral("id")]
            .toString();
    }

private:
    OidcProvider m_provider;
    ServerFixture m_fixture;
    QString m_ada;
    QString m_bob;
};

} // namespace keydesk::testing
