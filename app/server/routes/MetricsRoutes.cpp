// SPDX-License-Identifier: Apache-2.0
#include "server/routes/MetricsRoutes.h"

namespace keydesk::server {

namespace http = boost::beast::http;

MetricsRoutes::MetricsRoutes(const Metrics &metrics)
    : m_metrics(metrics)
{
}

void MetricsRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/metrics", Handler([this](Request &) -> Outcome<Response> {
                   return Response::text("text/plain; version=0.0.4; charset=utf-8",
                                         QByteArrayView(m_metrics.text()));
               }));
}

} // namespace keydesk::server
