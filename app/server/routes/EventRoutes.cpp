// SPDX-License-Identifier: Apache-2.0
#include "server/routes/EventRoutes.h"

#include "server/routes/KeyEventStream.h"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <charconv>

namespace keydesk::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

/** Nothing if the header is not there. */
Outcome<std::optional<qint64>> lastEventId(const Request &request)
{
    const std::string_view text = request.header("Last-Event-ID");
    if (text.empty())
        return std::optional<qint64>();
    qint64 number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0)
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed, u"Last-Event-ID must be the id of an event."_s));
    return std::optional(number);
}

} // namespace

EventRoutes::EventRoutes(Store &store, const Access &access, PlatformEvents &events)
    : m_store(store)
    , m_access(access)
    , m_events(events)
{
}

void EventRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/admin/v1/platforms/{platform}/events",
               WaitingHandler([this](Request &request) { return subscribe(request); }));
}

asio::awaitable<Outcome<Response>> EventRoutes::subscribe(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    const auto after = lastEventId(request);
    if (!after)
        co_return tl::unexpected(after.error());
    const qint64 last = co_await m_store.read(
        [&](Database &database) { return AuditTable(database).lastNumber(manager->platformId); });
    // A number that is not there yet is from another database: begin where this one ends.
    co_return Response::eventStream(std::make_shared<KeyEventStream>(
        m_store, m_access, m_events, co_await asio::this_coro::executor,
        Access::subscription(request, *manager), std::min(after->value_or(last), last)));
}

} // namespace keydesk::server
