// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Log.h"
#include "server/http/Router.h"
#include "server/oidc/IdToken.h"
#include "server/oidc/IdentityProvider.h"
#include "server/routes/SessionTokens.h"
#include "server/routes/SignInAttempt.h"
#include "server/store/Store.h"

namespace keydesk::server {

/**
 * Signing in with the ID token that a browser brought from an OpenID provider. The client does the
 * authorization code flow with PKCE; here its token is checked, and its member found.
 */
class BrowserSignInRoutes
{
public:
    /** Without a \a provider there is nothing there. All outlive this. */
    BrowserSignInRoutes(Store &store, IdentityProvider *provider, const Log &log, Metrics &metrics);

    void addTo(Router &router);

private:
    using Waiting = boost::asio::awaitable<Outcome<Response>>;
    enum class Reason { Expired, NotVerifiedEmail, NotAMember, Invalid };
    template <typename T>
    using OrReason = tl::expected<T, Reason>;

    Waiting signIn(Request &request) const;
    Waiting checked(Request &request, IdToken token, const Bytes &nonce,
                    const SignInAttempt &attempt) const;
    boost::asio::awaitable<OrReason<IssuedTokens>> begin(Request &request,
                                                         const IdTokenClaims &claims,
                                                         const Bytes &nonce) const;
    OrReason<QString> memberFor(Database &database, const IdTokenClaims &claims) const;
    Waiting refused(const Request &request, const SignInAttempt &attempt, Reason reason) const;

    Store &m_store;
    IdentityProvider *m_provider;
    const Log &m_log;
    Metrics &m_metrics;
};

} // namespace keydesk::server
