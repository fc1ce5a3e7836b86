// SPDX-License-Identifier: Apache-2.0
#include "server/routes/PathRoutes.h"

#include "server/routes/KeyInput.h"
#include "server/routes/KeyedRoutes.h"
#include "server/routes/Paging.h"
#include "server/routes/PathJson.h"
#include "server/routes/TimeFilter.h"
#include "server/store/Identifier.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *pathsPath = "/api/v1/paths";

} // namespace

PathRoutes::PathRoutes(Store &store, KeyCheck &keys)
    : m_store(store)
    , m_keys(keys)
{
}

void PathRoutes::addTo(Router &router)
{
    KeyedRoutes routes(router, m_keys);
    routes.add(http::verb::get, pathsPath, this, &PathRoutes::list);
    routes.add(http::verb::post, "/api/v1/paths/{path}/sessions/", this, &PathRoutes::addSession);
}

PathRoutes::Waiting PathRoutes::list(QString platformId, Request &request)
{
    const auto wanted = pageWanted(request);
    if (!wanted)
        co_return tl::unexpected(wanted.error());
    TimeRange modified;
    TimeFilter times(request);
    times.read("modifiedAfter", modified.after);
    if (const auto &refused = times.refused())
        co_return tl::unexpected(*refused);
    const auto page = co_await m_store.read([&](Database &database) {
        return PathTable(database).list(platformId, modified, wanted->after, wanted->limit);
    });
    co_return pageAnswer(page, *wanted, pathsPath, times.given());
}

PathRoutes::Waiting PathRoutes::addSession(QString platformId, Request &request)
{
    const auto object = readJsonObject(request);
    if (!object)
        co_return tl::unexpected(object.error());
    const auto session = withFields(PathSession{.id = newIdentifier()}, *object, FieldUse::Create);
    if (!session)
        co_return tl::unexpected(session.error());
    const bool added = co_await m_store.write([&](Database &database) {
        PathTable paths(database);
        const QString path = request.parameter(0);
        const bool isThere = paths.contains(platformId, path);
        if (isThere)
            paths.addSession(path, *session);
        return isThere;
    });
    if (!added)
        co_return tl::unexpected(
            refusal(ProblemCode::NotFound, u"There is no such path on this platform."_s));
    co_return Response::json(toJson(*session), 201);
}

} // namespace keydesk::server
