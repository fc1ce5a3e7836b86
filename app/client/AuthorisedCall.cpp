// SPDX-License-Identifier: Apache-2.0
#include "client/AuthorisedCall.h"

#include <utility>

namespace keydesk::client {

namespace {

bool isTokenRefused(const Result<Answer> &answer)
{
    if (!answer || answer->status != 401)
        return false;
    // Not the 401 of some proxy on the way, which no new token would help against.
    const auto refusal = refusalIn(*answer);
    return refusal && refusal->code == ProblemCode::TokenInvalid;
}

} // namespace

AuthorisedCall::AuthorisedCall(Authoriser &authoriser, Send send, QObject *parent)
    : QObject(parent)
    , m_authoriser(&authoriser)
    , m_send(std::move(send))
{
    m_promise.start();
    // Its future may end with it, without a word.
    connect(&authoriser, &QObject::destroyed, this, [this] {
        if (m_isWaiting)
            end(tl::unexpected(Problem{.code = ProblemCode::TokenInvalid, .notSent = true}));
    });
}

AuthorisedCall::~AuthorisedCall()
{
    if (!m_fulfilled)
        fulfil(tl::unexpected(Problem{.code = ProblemCode::ServerUnreachable}));
}

void AuthorisedCall::start()
{
    m_isWaiting = true;
    m_authoriser->accessToken().then(this,
                                     [this](const Result<AccessToken> &token) { sendWith(token); });
}

void AuthorisedCall::sendWith(const Result<AccessToken> &token)
{
    m_isWaiting = false;
    if (!token)
        return end(tl::unexpected(token.error()));
    m_send(*token).then(this, [this, sent = *token](const Result<Answer> &answer) {
        onAnswer(answer, sent);
    });
}

void AuthorisedCall::onAnswer(const Result<Answer> &answer, const AccessToken &token)
{
    if (!m_authoriser || !isTokenRefused(answer))
        return end(answer);
    m_authoriser->onTokenRefused(token);
    if (std::exchange(m_isSecondTime, true) || !m_authoriser)
        return end(answer);
    start();
}

void AuthorisedCall::end(const Result<Answer> &result)
{
    m_isWaiting = false;
    deleteLater();
    fulfil(result);
}

void AuthorisedCall::fulfil(const Result<Answer> &result)
{
    m_fulfilled = true;
    m_promise.addResult(result);
    m_promise.finish();
}

} // namespace keydesk::client
