// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Authoriser.h"
#include "client/RestClient.h"

#include <QPointer>
#include <QPromise>

#include <functional>

namespace keydesk::client {

/**
 * One request with a token of an authoriser's: asks for the token, sends, and if the server does
 * not know the token, sends once more with another one. That is safe for every request: what is
 * answered by 401 was not carried out. Deletes itself at the end; fulfils its future also when it
 * goes early.
 */
class AuthorisedCall : public QObject
{
public:
    /** Sends the request with the token, to where it was meant to go when the call was made. */
    using Send = std::function<QFuture<Result<Answer>>(const AccessToken &)>;

    AuthorisedCall(Authoriser &authoriser, Send send, QObject *parent);
    ~AuthorisedCall() override;

    QFuture<Result<Answer>> future() const { return m_promise.future(); }
    void start();

private:
    void sendWith(const Result<AccessToken> &token);
    void onAnswer(const Result<Answer> &answer, const AccessToken &token);
    void end(const Result<Answer> &result);
    void fulfil(const Result<Answer> &result);

    QPointer<Authoriser> m_authoriser;
    Send m_send;
    QPromise<Result<Answer>> m_promise;
    bool m_isWaiting = false; ///< for a token
    bool m_isSecondTime = false;
    bool m_fulfilled = false;
};

} // namespace keydesk::client
