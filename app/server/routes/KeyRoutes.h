// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/Access.h"
#include "server/routes/KeyChanges.h"
#include "server/store/KeyUseBuffer.h"
#include "server/store/ServerKey.h"

namespace keydesk::server {

/** The keys of a platform, for those who may manage them: the list, and whatever gives a secret. */
class KeyRoutes
{
public:
    KeyRoutes(Store &store, const Access &access, const ServerKey &serverKey, KeyUseBuffer &uses,
              PlatformEvents &events);

    void addTo(Router &router);

private:
    using Waiting = boost::asio::awaitable<Outcome<Response>>;

    Waiting list(Request &request) const;
    Waiting create(Request &request) const;
    Waiting replace(Request &request) const;
    Waiting acknowledge(Request &request) const;

    Store &m_store;
    const Access &m_access;
    const ServerKey &m_serverKey;
    KeyUseBuffer &m_uses;
    KeyChanges m_changes;
};

} // namespace keydesk::server
