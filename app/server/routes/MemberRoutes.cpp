// SPDX-License-Identifier: Apache-2.0
#include "server/routes/MemberRoutes.h"

#include "keys/KeyLabel.h"
#include "server/routes/Paging.h"
#include "server/store/PlatformTable.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr int platformsAtOnce = 100;
constexpr qsizetype idSize = 24;

/** A cursor is the id of the last platform of a page and the key that it is ordered by. */
Outcome<std::optional<PlatformPosition>> platformPosition(const Request &request)
{
    const auto cursor = pageCursor(request);
    if (!cursor)
        return tl::unexpected(cursor.error());
    if (cursor->isEmpty())
        return std::optional<PlatformPosition>();
    if (!isPlatformId(cursor->first(std::min(idSize, cursor->size()))))
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed, u"cursor must be one from a Link header."_s));
    return std::optional(PlatformPosition{cursor->mid(idSize), cursor->first(idSize)});
}

} // namespace

MemberRoutes::MemberRoutes(Store &store, const Access &access, const Limits &limits,
                           const OidcSettings *oidc)
    : m_store(store)
    , m_access(access)
    , m_limits(limits)
    , m_oidc(oidc)
{
}

void MemberRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/admin/v1/server",
               Handler([this](Request &request) { return server(request); }));
    router.add(http::verb::get, "/admin/v1/me",
               WaitingHandler([this](Request &request) { return me(request); }));
    router.add(http::verb::get, "/admin/v1/platforms",
               WaitingHandler([this](Request &request) { return platforms(request); }));
}

Outcome<Response> MemberRoutes::server(Request &) const
{
    QJsonArray methods;
    if (m_access.hasLocalOwner())
        methods.append(u"local"_s);
    methods.append(u"password"_s);
    if (m_oidc)
        methods.append(u"browser"_s);
    QJsonObject server{{u"name"_s, u"Keydesk"_s},
                       {u"version"_s, QStringLiteral(KEYDESK_VERSION)},
                       {u"signInMethods"_s, methods},
                       {u"limits"_s,
                        QJsonObject{{u"keysPerPlatform"_s, keyLimit},
                                    {u"labelCharacters"_s, static_cast<int>(KeyLabel::maxLength)},
                                    {u"bodyBytes"_s, static_cast<int>(m_limits.bodyBytes)},
                                    {u"headerBytes"_s, static_cast<int>(m_limits.headerBytes)}}}};
    if (m_oidc)
        server.insert(u"oidc"_s,
                      QJsonObject{{u"issuer"_s, QString::fromStdString(m_oidc->issuer)},
                                  {u"clientId"_s, QString::fromStdString(m_oidc->clientId)}});
    return Response::json(server);
}

MemberRoutes::Waiting MemberRoutes::me(Request &request) const
{
    const auto member = co_await m_access.member(request);
    if (!member)
        co_return tl::unexpected(member.error());
    const std::optional<QString> &email = member->email;
    co_return Response::json({{u"id"_s, member->id},
                              {u"name"_s, member->name},
                              {u"email"_s, email ? QJsonValue(*email) : QJsonValue()}});
}

MemberRoutes::Waiting MemberRoutes::platforms(Request &request) const
{
    const auto member = co_await m_access.member(request);
    if (!member)
        co_return tl::unexpected(member.error());
    const auto limit = pageLimit(request, platformsAtOnce);
    if (!limit)
        co_return tl::unexpected(limit.error());
    const auto after = platformPosition(request);
    if (!after)
        co_return tl::unexpected(after.error());
    const Bytes *given = request.target.parameter("query");
    const QString query = given ? toText(*given) : QString();

    const PlatformPage page = co_await m_store.read([&](Database &database) {
        return PlatformTable(database).list(member->id, query, *after, *limit);
    });
    QJsonArray items;
    for (const Platform &platform : page.items)
        items.append(toJson(platform));
    Response response = Response::json(QJsonObject{{u"items"_s, items}});
    if (page.next)
        response.with("Link", nextPage("/admin/v1/platforms", page.next->id + page.next->nameKey,
                                       {{"query", query}, {"limit", QString::number(*limit)}}));
    co_return response;
}

} // namespace keydesk::server
