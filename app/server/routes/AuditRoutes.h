// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/Access.h"

namespace keydesk::server {

/** Who did what with a platform's keys, when and from where. */
class AuditRoutes
{
public:
    AuditRoutes(Store &store, const Access &access);

    void addTo(Router &router);

private:
    boost::asio::awaitable<Outcome<Response>> list(Request &request) const;

    Store &m_store;
    const Access &m_access;
};

} // namespace keydesk::server
