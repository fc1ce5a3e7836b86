// SPDX-License-Identifier: Apache-2.0
#include "server/routes/UsageRoutes.h"

#include "server/routes/TimeJson.h"
#include "server/store/KeyTable.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 60LL * 60 * 1000;
constexpr qint64 hoursShown = 7LL * 24;

QJsonObject toJson(const HourOfUse &use)
{
    return {{u"startsAt"_s, timeText(use.startsAt)},
            {u"via"_s, QString(sentViaName(use.via))},
            {u"calls"_s, use.counts.calls},
            {u"refused"_s, use.counts.refused}};
}

std::optional<std::vector<HourOfUse>> hoursOf(Database &database, const QString &platformId,
                                              const QString &keyId, qint64 from, qint64 now)
{
    if (!KeyTable(database).at(platformId, keyId, now))
        return std::nullopt;
    return KeyUseTable(database).hours({platformId, keyId}, from);
}

} // namespace

UsageRoutes::UsageRoutes(Store &store, const Access &access, KeyUseBuffer &uses)
    : m_store(store)
    , m_access(access)
    , m_uses(uses)
{
}

void UsageRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/admin/v1/platforms/{platform}/keys/{key}/usage",
               WaitingHandler([this](Request &request) { return usage(request); }));
}

boost::asio::awaitable<Outcome<Response>> UsageRoutes::usage(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    co_await m_uses.flushIfPossible(manager->platformId);
    const QString keyId = request.parameter(1);
    const qint64 now = m_store.now();
    const qint64 to = (now / hour + 1) * hour; // the end of this hour
    const qint64 from = to - hoursShown * hour;
    const auto hours = co_await m_store.read([&](Database &database) {
        return hoursOf(database, manager->platformId, keyId, from, now);
    });
    if (!hours)
        co_return tl::unexpected(
            refusal(ProblemCode::NotFound, u"There is no such key on this platform."_s));
    QJsonArray items;
    for (const HourOfUse &use : *hours)
        items.append(toJson(use));
    co_return Response::json(
        QJsonObject{{u"from"_s, timeText(from)}, {u"to"_s, timeText(to)}, {u"hours"_s, items}});
}

} // namespace keydesk::server
