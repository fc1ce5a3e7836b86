// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/Access.h"
#include "server/store/KeyUseBuffer.h"

namespace keydesk::server {

/** How a key was used in the last seven days, for those who may manage it. */
class UsageRoutes
{
public:
    UsageRoutes(Store &store, const Access &access, KeyUseBuffer &uses);

    void addTo(Router &router);

private:
    boost::asio::awaitable<Outcome<Response>> usage(Request &request) const;

    Store &m_store;
    const Access &m_access;
    KeyUseBuffer &m_uses;
};

} // namespace keydesk::server
