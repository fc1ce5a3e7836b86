// SPDX-License-Identifier: Apache-2.0
#include "server/routes/HealthRoutes.h"

#include "server/store/PlatformTable.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

HealthRoutes::HealthRoutes(Store &store, Metrics &metrics)
    : m_store(store)
    , m_metrics(metrics)
{
}

void HealthRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/healthz", Handler([](Request &) -> Outcome<Response> {
                   return Response::json(QJsonObject{{u"status"_s, u"ok"_s}});
               }));
    router.add(http::verb::get, "/readyz", WaitingHandler([this](Request &) { return ready(); }));
}

boost::asio::awaitable<Outcome<Response>> HealthRoutes::ready() const
{
    try {
        co_await m_store.read([](Database &database) { return PlatformTable(database).isEmpty(); });
    } catch (const DatabaseError &) {
        m_metrics.databaseFailed();
        Refusal refused = refusal(ProblemCode::Unavailable, u"The database cannot be read."_s);
        refused.headers.emplace_back("Retry-After", "5");
        co_return tl::unexpected(refused);
    }
    co_return Response::json(QJsonObject{{u"status"_s, u"ready"_s}});
}

} // namespace keydesk::server
