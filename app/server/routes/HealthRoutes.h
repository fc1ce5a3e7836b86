// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/store/Store.h"

namespace keydesk::server {

/** For load balancers and supervisors: whether the process runs, and whether it can serve. */
class HealthRoutes
{
public:
    explicit HealthRoutes(Store &store);

    void addTo(Router &router);

private:
    boost::asio::awaitable<Outcome<Response>> ready() const;

    Store &m_store;
};

} // namespace keydesk::server
