// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Metrics.h"
#include "server/http/Router.h"

namespace keydesk::server {

/** For Prometheus. Open to all, so a proxy should keep it off the internet. */
class MetricsRoutes
{
public:
    explicit MetricsRoutes(const Metrics &metrics);

    void addTo(Router &router);

private:
    const Metrics &m_metrics;
};

} // namespace keydesk::server
