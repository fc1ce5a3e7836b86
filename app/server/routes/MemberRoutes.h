// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Limits.h"
#include "server/http/Router.h"
#include "server/oidc/OidcSettings.h"
#include "server/routes/Access.h"

namespace keydesk::server {

/** What a member sees before choosing a platform: the server, themselves, their platforms. */
class MemberRoutes
{
public:
    /** Without \a oidc nobody signs in by browser. */
    MemberRoutes(Store &store, const Access &access, const Limits &limits,
                 const OidcSettings *oidc);

    void addTo(Router &router);

private:
    using Waiting = boost::asio::awaitable<Outcome<Response>>;

    Outcome<Response> server(Request &request) const;
    Waiting me(Request &request) const;
    Waiting platforms(Request &request) const;

    Store &m_store;
    const Access &m_access;
    const Limits &m_limits;
    const OidcSettings *m_oidc;
};

} // namespace keydesk::server
