// SPDX-License-Identifier: Apache-2.0
#include "server/routes/CourseRoutes.h"

#include "server/routes/CourseJson.h"
#include "server/routes/KeyedRoutes.h"
#include "server/routes/Paging.h"
#include "server/routes/TimeFilter.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *coursesPath = "/api/v1/courses";

} // namespace

CourseRoutes::CourseRoutes(Store &store, KeyCheck &keys)
    : m_store(store)
    , m_keys(keys)
{
}

void CourseRoutes::addTo(Router &router)
{
    KeyedRoutes routes(router, m_keys);
    routes.add(http::verb::get, coursesPath, this, &CourseRoutes::list);
    routes.add(http::verb::get, "/api/v1/courses/{course}", this, &CourseRoutes::show);
}

CourseRoutes::Waiting CourseRoutes::list(QString platformId, Request &request)
{
    const auto wanted = pageWanted(request);
    if (!wanted)
        co_return tl::unexpected(wanted.error());
    CourseFilter filter;
    TimeFilter times(request);
    times.read("createdAfter", filter.created.after);
    times.read("createdBefore", filter.created.before);
    times.read("modifiedAfter", filter.modified.after);
    times.read("modifiedBefore", filter.modified.before);
    if (const auto &refused = times.refused())
        co_return tl::unexpected(*refused);
    const auto page = co_await m_store.read([&](Database &database) {
        return CourseTable(database).list(platformId, filter, wanted->after, wanted->limit);
    });
    co_return pageAnswer(page, *wanted, coursesPath, times.given());
}

CourseRoutes::Waiting CourseRoutes::show(QString platformId, Request &request)
{
    const auto course = co_await m_store.read([&](Database &database) {
        return CourseTable(database).find(platformId, request.parameter(0));
    });
    if (!course)
        co_return tl::unexpected(
            refusal(ProblemCode::NotFound, u"There is no such course on this platform."_s));
    co_return Response::json(toJson(*course));
}

} // namespace keydesk::server
