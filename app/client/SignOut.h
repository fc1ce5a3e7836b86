// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/TokenRenewal.h"

#include <memory>

namespace keydesk::client {

/**
 * Ends a session at the server: with its access token, for which it may have to be renewed once
 * more, since one that nobody ends lives on for weeks. Deletes itself when that is done; fulfils
 * its future also when it goes early.
 */
class SignOut : public QObject
{
public:
    /** \a sessions must outlive this object. */
    SignOut(SessionsClient &sessions, std::unique_ptr<TokenRenewal> tokens, QObject *parent);
    ~SignOut() override;

    /** Done also if the session had already ended. */
    QFuture<Result<Done>> future() const { return m_promise.future(); }
    void start();

private:
    void sendWith(const Result<AccessToken> &token);
    void onAnswer(const Result<Done> &answer, const AccessToken &token);
    void end(const Result<Done> &result);
    void fulfil(const Result<Done> &result);

    SessionsClient &m_sessions;
    std::unique_ptr<TokenRenewal> m_tokens;
    QPromise<Result<Done>> m_promise;
    bool m_isSecondTime = false;
    bool m_fulfilled = false;
};

} // namespace keydesk::client
