// SPDX-License-Identifier: Apache-2.0
#include "server/routes/UserRoutes.h"

#include "server/routes/Paging.h"
#include "server/store/UserTable.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr int usersAtOnce = 1000;

QJsonObject toJson(const User &user)
{
    return {{u"_id"_s, user.id},
            {u"mail"_s, user.mail},
            {u"firstName"_s, user.firstName},
            {u"lastName"_s, user.lastName},
            {u"custom"_s, user.custom},
            {u"primaryGroupId"_s,
             user.primaryGroupId ? QJsonValue(*user.primaryGroupId) : QJsonValue()}};
}

} // namespace

UserRoutes::UserRoutes(Store &store, KeyCheck &keys)
    : m_store(store)
    , m_keys(keys)
{
}

void UserRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/api/v1/users",
               WaitingHandler([this](Request &request) { return list(request); }));
}

UserRoutes::Waiting UserRoutes::list(Request &request)
{
    const auto key = co_await m_keys.accept(request);
    if (!key)
        co_return KeyCheck::warned(request, KeyCheck::refused());
    auto response = co_await listFor(*key, request);
    if (!response)
        co_return response;
    co_return KeyCheck::warned(request, std::move(*response));
}

UserRoutes::Waiting UserRoutes::listFor(const KeyCredential &key, const Request &request)
{
    const auto limit = pageLimit(request, usersAtOnce);
    if (!limit)
        co_return tl::unexpected(limit.error());
    const auto after = pageCursor(request);
    if (!after)
        co_return tl::unexpected(after.error());
    const UserPage page = co_await m_store.read([&](Database &database) {
        return UserTable(database).list(key.platformId, *after, *limit);
    });
    QJsonArray users;
    for (const User &user : page.items)
        users.append(toJson(user));
    Response response = Response::json(users);
    // Whoever follows the link sends the key again: it must not be in there.
    if (page.hasMore)
        response.with("Link", nextPage("/api/v1/users", page.items.back().id,
                                       {{"limit", QString::number(*limit)}}));
    co_return response;
}

} // namespace keydesk::server
