// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/AccessToken.h"
#include "client/IdToken.h"
#include "client/RefreshToken.h"
#include "keys/Password.h"
#include "keys/Problem.h"

#include <QByteArray>
#include <QFuture>

#include <chrono>
#include <memory>

namespace keydesk::client {

class RestClient;

/** What a sign-in or a renewal gives. Move-only. */
struct SessionTokens
{
    AccessToken access;
    std::chrono::seconds lifetime; ///< of the access token, from the moment of the answer
    RefreshToken refresh;
};

/** There is one, never null, which every copy of the outcome shares: move out of it to keep it. */
using SharedTokens = std::shared_ptr<SessionTokens>;

/**
 * Takes the tokens out of a JSON \a body of /sessions, all of which is overwritten, whatever the
 * outcome. Problem: AnswerNotUnderstood.
 */
Result<SharedTokens> takeTokens(QByteArray &body);

/**
 * Sessions of a member, as REST calls. Thread and futures as in RestClient. Each request is sent
 * with what is given to it and nothing else; passwords and refresh tokens are never sent twice
 * unasked.
 */
class SessionsClient
{
public:
    /** \a rest must outlive this object. */
    explicit SessionsClient(RestClient &rest);

    /** Problems: WrongCredentials, TooManyRequests with Problem::retryAfter, NoSignInOffered, and
     *  the network's. */
    QFuture<Result<SharedTokens>> signIn(const QString &email, Password password);

    /** With what a BrowserSignIn ended in; the backend verifies the token's signature. Problems as
     *  above. A token is good once. */
    QFuture<Result<SharedTokens>> signIn(const IdToken &token);

    /**
     * Uses the token up. TokenInvalid: it is unknown, was used before (which has now ended its
     * session), or the session has ended.
     */
    QFuture<Result<SharedTokens>> refresh(const RefreshToken &token);

    /** Ends the session that \a token belongs to. TokenInvalid: it has ended, or the token has. */
    QFuture<Result<Done>> signOut(const AccessToken &token);

private:
    QFuture<Result<SharedTokens>> post(const QString &path, SecretText body);

    RestClient &m_rest;
};

} // namespace keydesk::client
