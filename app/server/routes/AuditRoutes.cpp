// SPDX-License-Identifier: Apache-2.0
#include "server/routes/AuditRoutes.h"

#include "server/routes/Paging.h"
#include "server/routes/TimeJson.h"
#include "server/store/AuditTable.h"
#include "server/store/Blob.h"

#include <QJsonArray>

#include <limits>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowsOnPage = 100;

QString hexText(const Sha256 &hash)
{
    return QString::fromLatin1(blobOf(hash).toHex());
}

QJsonValue keyOf(const AuditEntry &entry)
{
    if (entry.keyId.isEmpty())
        return QJsonValue::Null;
    return QJsonObject{{u"id"_s, entry.keyId}, {u"label"_s, entry.keyLabel}};
}

QJsonObject toJson(const AuditRow &row)
{
    return {{u"number"_s, row.number},
            {u"at"_s, timeText(row.at)},
            {u"actor"_s,
             QJsonObject{{u"id"_s, row.actor.member.id}, {u"name"_s, row.actor.member.name}}},
            {u"address"_s, row.actor.address},
            {u"action"_s, row.entry.action},
            {u"key"_s, keyOf(row.entry)},
            {u"detail"_s, row.entry.detail},
            {u"previousSha256"_s, hexText(row.previous)},
            {u"sha256"_s, hexText(row.hash)}};
}

/** The number before which the page begins. */
Outcome<qint64> rowPosition(const Request &request)
{
    const auto cursor = pageCursor(request);
    if (!cursor)
        return tl::unexpected(cursor.error());
    if (cursor->isEmpty())
        return std::numeric_limits<qint64>::max();
    bool isNumber = false;
    const qint64 number = cursor->toLongLong(&isNumber);
    if (!isNumber || number < 1)
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed, u"cursor must be one from a Link header."_s));
    return number;
}

} // namespace

AuditRoutes::AuditRoutes(Store &store, const Access &access)
    : m_store(store)
    , m_access(access)
{
}

void AuditRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/admin/v1/platforms/{platform}/audit",
               WaitingHandler([this](Request &request) { return list(request); }));
}

boost::asio::awaitable<Outcome<Response>> AuditRoutes::list(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    const auto limit = pageLimit(request, rowsOnPage);
    if (!limit)
        co_return tl::unexpected(limit.error());
    const auto before = rowPosition(request);
    if (!before)
        co_return tl::unexpected(before.error());
    const auto rows = co_await m_store.read([&](Database &database) {
        return AuditTable(database).before(manager->platformId, *before, *limit);
    });
    QJsonArray items;
    for (const AuditRow &row : rows)
        items.append(toJson(row));
    Response response = Response::json(QJsonObject{{u"items"_s, items}});
    // Rows have no gaps: behind number 1 there is nothing.
    if (!rows.empty() && rows.back().number > 1) {
        const QByteArray path = "/admin/v1/platforms/" + manager->platformId.toLatin1() + "/audit";
        response.with("Link", nextPage(path.constData(), QString::number(rows.back().number),
                                       {{"limit", QString::number(*limit)}}));
    }
    co_return response;
}

} // namespace keydesk::server
