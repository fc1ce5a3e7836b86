// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/Access.h"
#include "server/routes/KeyChanges.h"

namespace keydesk::server {

/** What happens to a key after its create: renaming, pausing, expiry, and its end. */
class KeyChangeRoutes
{
public:
    KeyChangeRoutes(Store &store, const Access &access, PlatformEvents &events);

    void addTo(Router &router);

private:
    using Waiting = boost::asio::awaitable<Outcome<Response>>;

    Waiting change(Request &request) const;
    Waiting revoke(Request &request) const;
    Waiting revokeMany(Request &request) const;

    const Access &m_access;
    KeyChanges m_changes;
};

} // namespace keydesk::server
