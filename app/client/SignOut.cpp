// SPDX-License-Identifier: Apache-2.0
#include "client/SignOut.h"

#include <utility>

namespace keydesk::client {

namespace {

bool isRefused(const Problem &problem)
{
    return problem.code == ProblemCode::TokenInvalid;
}

} // namespace

SignOut::SignOut(SessionsClient &sessions, std::unique_ptr<TokenRenewal> tokens, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_tokens(std::move(tokens))
{
    m_promise.start();
}

SignOut::~SignOut()
{
    fulfil(tl::unexpected(Problem{.code = ProblemCode::ServerUnreachable}));
    m_tokens.reset(); // tells those who wait for one, and this is one of them
}

void SignOut::start()
{
    m_tokens->accessToken().then(this,
                                 [this](const Result<AccessToken> &token) { sendWith(token); });
}

void SignOut::sendWith(const Result<AccessToken> &token)
{
    if (!token)
        return end(isRefused(token.error()) ? Result<Done>(Done{}) : tl::unexpected(token.error()));
    m_sessions.signOut(*token).then(this, [this, sent = *token](const Result<Done> &answer) {
        onAnswer(answer, sent);
    });
}

void SignOut::onAnswer(const Result<Done> &answer, const AccessToken &token)
{
    if (answer || !isRefused(answer.error()))
        return end(answer);
    // The access token has ended; whether its session has as well, the refresh token tells.
    m_tokens->onTokenRefused(token);
    if (std::exchange(m_isSecondTime, true))
        return end(Done{});
    start();
}

void SignOut::end(const Result<Done> &result)
{
    deleteLater();
    fulfil(result);
}

void SignOut::fulfil(const Result<Done> &result)
{
    if (std::exchange(m_fulfilled, true))
        return;
    m_promise.addResult(result);
    m_promise.finish();
}

} // namespace keydesk::client
