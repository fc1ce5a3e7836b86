// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Log.h"
#include "server/http/Router.h"
#include "server/routes/Access.h"
#include "server/routes/Credentials.h"
#include "server/routes/PasswordCheck.h"
#include "server/routes/SessionTokens.h"
#include "server/routes/SignInAttempt.h"
#include "server/routes/Turns.h"

namespace keydesk::server {

/** Signing in with e-mail and password, staying signed in, and signing out. */
class SessionRoutes
{
public:
    SessionRoutes(Store &store, const Access &access, const Log &log, Metrics &metrics);

    void addTo(Router &router);

private:
    using Waiting = boost::asio::awaitable<Outcome<Response>>;

    Waiting signIn(Request &request);
    Waiting refresh(Request &request) const;
    Waiting signOut(Request &request) const;

    /** With TooManyRequests if the attempt comes too early. */
    boost::asio::awaitable<std::optional<Refusal>> refusedUnchecked(const SignInAttempt &attempt,
                                                                    const Request &request) const;
    Waiting checked(Request &request, const Credentials &credentials, const SignInAttempt &attempt);
    boost::asio::awaitable<std::optional<IssuedTokens>> begin(Request &request,
                                                              const MemberPassword &password,
                                                              const SignInAttempt &attempt) const;

    Store &m_store;
    const Access &m_access;
    const Log &m_log;
    Metrics &m_metrics;
    PasswordCheck m_passwords;
    Turns m_turns;
};

} // namespace keydesk::server
