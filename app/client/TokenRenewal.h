// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Authoriser.h"
#include "client/SessionsClient.h"

#include <QPromise>

#include <functional>
#include <vector>

namespace keydesk::client {

/** The time of day; injected, so that tests need not wait for a token to expire. */
using Clock = std::function<std::chrono::system_clock::time_point()>;

/**
 * The tokens of one session at a server, from its beginning to its end. The access token is renewed
 * when a request needs it and it is about to expire, once for all who ask meanwhile.
 *
 * What the server does, on which this rests: a refresh token is good once, and used a second time
 * it ends its session; but if nothing of the answer has been used, it may be asked again. So when
 * the answer is lost, on its way or because this program or its computer stopped, nothing else is:
 * the next request uses the same refresh token once more, and what came before is used meanwhile,
 * for as long as it is good.
 */
class TokenRenewal : public Authoriser
{
    Q_OBJECT

public:
    /** A session that has just begun. \a sessions must outlive this object. */
    TokenRenewal(SessionsClient &sessions, const SharedTokens &tokens, Clock clock,
                 QObject *parent = nullptr);
    /** One of which only the refresh token was kept. */
    TokenRenewal(SessionsClient &sessions, RefreshToken token, Clock clock,
                 QObject *parent = nullptr);
    ~TokenRenewal() override;

    /** Problems: TokenInvalid if the session has ended, and those of the network. */
    QFuture<Result<AccessToken>> accessToken() override;
    void onTokenRefused(const AccessToken &token) override;

    /** What keeps the session; another one after each renewed(). */
    const RefreshToken &refreshToken() const { return m_refresh; }

Q_SIGNALS:
    void renewed();
    /** The session has ended at the server. */
    void refused();

private:
    void adopt(const SessionTokens &tokens);
    bool isGoodFor(std::chrono::milliseconds time) const;
    void renew();
    void onRenewed(const Result<SharedTokens> &tokens);
    void tellAll(Result<AccessToken> token);

    SessionsClient &m_sessions;
    Clock m_clock;
    RefreshToken m_refresh;
    AccessToken m_access;
    std::chrono::system_clock::time_point m_expiry = {};
    std::chrono::milliseconds m_margin{0}; ///< before the expiry, from when on it is renewed
    std::vector<QPromise<Result<AccessToken>>> m_waiting;
    bool m_isRenewing = false;
    bool m_isEnded = false;
};

} // namespace keydesk::client
