// SPDX-License-Identifier: Apache-2.0
#include "client/TokenRenewal.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace keydesk::client {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds leastMargin = 60s;
constexpr int jitter = 30'000; // milliseconds; so that not all desktops come at the same time

QFuture<Result<AccessToken>> ready(const Result<AccessToken> &token)
{
    QPromise<Result<AccessToken>> promise;
    promise.start();
    promise.addResult(token);
    promise.finish();
    return promise.future();
}

Result<AccessToken> sessionEnded()
{
    return tl::unexpected(Problem{.code = ProblemCode::TokenInvalid, .notSent = true});
}

} // namespace

TokenRenewal::TokenRenewal(SessionsClient &sessions, const SharedTokens &tokens, Clock clock,
                           QObject *parent)
    : TokenRenewal(sessions, std::move(tokens->refresh), std::move(clock), parent)
{
    adopt(*tokens);
}

TokenRenewal::TokenRenewal(SessionsClient &sessions, RefreshToken token, Clock clock,
                           QObject *parent)
    : Authoriser(parent)
    , m_sessions(sessions)
    , m_clock(std::move(clock))
    , m_refresh(std::move(token))
{
}

TokenRenewal::~TokenRenewal()
{
    tellAll(sessionEnded());
}

QFuture<Result<AccessToken>> TokenRenewal::accessToken()
{
    if (m_isEnded)
        return ready(sessionEnded());
    if (isGoodFor(m_margin))
        return ready(m_access);
    auto &promise = m_waiting.emplace_back();
    promise.start();
    auto future = promise.future();
    if (!std::exchange(m_isRenewing, true))
        renew();
    return future;
}

void TokenRenewal::onTokenRefused(const AccessToken &token)
{
    if (token == m_access)
        m_access = AccessToken(); // and not when it has been renewed since
}

bool TokenRenewal::isGoodFor(std::chrono::milliseconds time) const
{
    return !m_access.isEmpty() && m_clock() + time < m_expiry;
}

// All but the refresh token, which cannot be copied.
void TokenRenewal::adopt(const SessionTokens &tokens)
{
    const std::chrono::milliseconds drawn(QRandomGenerator::global()->bounded(jitter));
    m_margin = std::min<std::chrono::milliseconds>(leastMargin + drawn, tokens.lifetime / 2);
    m_expiry = m_clock() + tokens.lifetime;
    m_access = tokens.access;
}

void TokenRenewal::renew()
{
    m_sessions.refresh(m_refresh).then(this, [this](const Result<SharedTokens> &tokens) {
        onRenewed(tokens);
    });
}

void TokenRenewal::onRenewed(const Result<SharedTokens> &tokens)
{
    m_isRenewing = false;
    if (tokens) {
        m_refresh = std::move((*tokens)->refresh);
        adopt(**tokens);
        Q_EMIT renewed(); // before any request: what is not kept is lost with this program
        return tellAll(m_access);
    }
    const Problem &problem = tokens.error();
    if (problem.code == ProblemCode::TokenInvalid) {
        m_isEnded = true;
        m_access = AccessToken();
        Q_EMIT refused();
        return tellAll(sessionEnded());
    }
    if (isGoodFor(0ms))
        return tellAll(m_access);
    tellAll(tl::unexpected(problem));
}

// By value: the caller's may change while people are told.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
void TokenRenewal::tellAll(Result<AccessToken> token)
{
    for (auto &promise : std::exchange(m_waiting, {})) {
        promise.addResult(token);
        promise.finish();
    }
}

} // namespace keydesk::client
