// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Metrics.h"
#include "server/http/Router.h"
#include "server/store/Store.h"

namespace keydesk::server {

/** For load balancers and supervisors: whether the process runs, and whether it can serve. */
class HealthRoutes
{
public:
    HealthRoutes(Store &store, Metrics &metrics);

    void addTo(Router &router);

private:
    boost::asio::awaitable<Outcome<Response>> ready() const;

    Store &m_store;
    Metrics &m_metrics;
};

} // namespace keydesk::server
