// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretText.h"
#include "keys/Problem.h"

#include <QDateTime>

#include <memory>

namespace keydesk::client {

/**
 * What a provider says of the person who has signed in (OpenID Connect Core, section 2), with the
 * nonce that ties it to this sign-in: what the backend exchanges for a session. Copies share one
 * memory, which is wiped when the last one goes.
 */
class IdToken
{
public:
    IdToken(SecretText jwt, SecretText nonce);

    /** The signed token, in the compact form: three parts of base64url. */
    QByteArrayView jwt() const { return m_parts->jwt.view(); }
    QByteArrayView nonce() const { return m_parts->nonce.view(); }

private:
    struct Parts
    {
        SecretText jwt;
        SecretText nonce;
    };

    std::shared_ptr<const Parts> m_parts;
};

/** What an ID token must say to be the answer to this sign-in. */
struct IdTokenExpectation
{
    QString issuer;
    QString clientId;
    const SecretText &nonce;
    QDateTime now;
};

/**
 * Whether the token is meant for this sign-in: issuer, audience, nonce and end. Its signature is
 * not verified here: it came from the token endpoint itself over TLS (OpenID Connect Core, section
 * 3.1.3.7, rule 6), and the backend, which decides on it, verifies it.
 * Problem: ProviderNotUnderstood with the claim in its detail.
 */
Result<Done> checkIdToken(QByteArrayView jwt, const IdTokenExpectation &expected);

/**
 * Takes the ID token out of the token endpoint's answer. It and the provider's access and refresh
 * tokens, which Keydesk has no use for, are overwritten in \a body. Problem: ProviderNotUnderstood.
 */
Result<SecretText> takeIdToken(QByteArray &body);

} // namespace keydesk::client
