// SPDX-License-Identifier: Apache-2.0
#include "server/routes/UserRoutes.h"

#include "server/routes/KeyInput.h"
#include "server/routes/KeyedRoutes.h"
#include "server/routes/Paging.h"
#include "server/routes/UserJson.h"
#include "server/store/GroupTable.h"
#include "server/store/Identifier.h"
#include "server/store/PlatformWrite.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *usersPath = "/api/v1/users";
constexpr const char *userPath = "/api/v1/users/{user}";

Refusal noSuchUser()
{
    return refusal(ProblemCode::NotFound, u"There is no such user on this platform."_s);
}

Refusal mailTaken()
{
    return refusal(ProblemCode::MailTaken,
                   u"Another user of the platform has this mail. Change that user, or give another "
                   u"mail."_s);
}

/** What only the other rows can tell; \a before has no id if the user is new. */
std::optional<Refusal> conflict(Database &database, const QString &platformId, const User &before,
                                const User &user)
{
    if (user.primaryGroupId && user.primaryGroupId != before.primaryGroupId &&
        !GroupTable(database).contains(platformId, *user.primaryGroupId))
        return refusal(ProblemCode::RequestMalformed,
                       u"primaryGroupId "_s + primaryGroupRule() + u'.');
    const auto known = UserTable(database).find(platformId, user.mail);
    if (known && known->id != user.id)
        return mailTaken();
    return std::nullopt;
}

} // namespace

UserRoutes::UserRoutes(Store &store, KeyCheck &keys)
    : m_store(store)
    , m_keys(keys)
{
}

void UserRoutes::addTo(Router &router)
{
    KeyedRoutes routes(router, m_keys);
    routes.add(http::verb::get, usersPath, this, &UserRoutes::list);
    routes.add(http::verb::post, usersPath, this, &UserRoutes::create);
    routes.add(http::verb::get, userPath, this, &UserRoutes::show);
    routes.add(http::verb::put, userPath, this, &UserRoutes::change);
    routes.add(http::verb::delete_, userPath, this, &UserRoutes::remove);
}

UserRoutes::Waiting UserRoutes::list(QString platformId, Request &request)
{
    const auto wanted = pageWanted(request);
    if (!wanted)
        co_return tl::unexpected(wanted.error());
    const auto page = co_await m_store.read([&](Database &database) {
        return UserTable(database).list(platformId, wanted->after, wanted->limit);
    });
    co_return pageAnswer(page, *wanted, usersPath);
}

UserRoutes::Waiting UserRoutes::create(QString platformId, Request &request)
{
    const auto object = readJsonObject(request);
    if (!object)
        co_return tl::unexpected(object.error());
    const auto user = withFields(User{.id = newIdentifier()}, *object, FieldUse::Create);
    if (!user)
        co_return tl::unexpected(user.error());
    const auto refused = co_await writePlatform(
        m_store, platformId, [&](Database &database) -> std::optional<Refusal> {
            auto problem = conflict(database, platformId, {}, *user);
            if (!problem && !UserTable(database).add(platformId, *user))
                problem = mailTaken(); // by another server, in this moment
            return problem;
        });
    if (refused)
        co_return tl::unexpected(*refused);
    co_return Response::json(toJson(*user), 201);
}

UserRoutes::Waiting UserRoutes::show(QString platformId, Request &request)
{
    const auto user = co_await m_store.read([&](Database &database) {
        return UserTable(database).find(platformId, request.parameter(0));
    });
    if (!user)
        co_return tl::unexpected(noSuchUser());
    co_return Response::json(toJson(*user));
}

UserRoutes::Waiting UserRoutes::change(QString platformId, Request &request)
{
    const auto object = readJsonObject(request);
    if (!object)
        co_return tl::unexpected(object.error());
    const auto changed =
        co_await writePlatform(m_store, platformId, [&](Database &database) -> Outcome<User> {
            UserTable users(database);
            const auto before = users.find(platformId, request.parameter(0));
            if (!before)
                return tl::unexpected(noSuchUser());
            auto user = withFields(*before, *object, FieldUse::Change);
            if (!user)
                return user;
            if (auto refused = conflict(database, platformId, *before, *user))
                return tl::unexpected(std::move(*refused));
            users.update(platformId, *user);
            return user;
        });
    if (!changed)
        co_return tl::unexpected(changed.error());
    co_return Response::json(toJson(*changed));
}

UserRoutes::Waiting UserRoutes::remove(QString platformId, Request &request)
{
    const bool removed = co_await writePlatform(m_store, platformId, [&](Database &database) {
        UserTable users(database);
        const auto user = users.find(platformId, request.parameter(0));
        return user && users.remove(platformId, user->id);
    });
    if (!removed)
        co_return tl::unexpected(noSuchUser());
    co_return Response::empty(204);
}

} // namespace keydesk::server
