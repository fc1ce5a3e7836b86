// SPDX-License-Identifier: Apache-2.0
#include "server/routes/GroupRoutes.h"

#include "server/routes/GroupJson.h"
#include "server/routes/KeyInput.h"
#include "server/routes/KeyedRoutes.h"
#include "server/routes/Paging.h"
#include "server/routes/UserJson.h"
#include "server/store/Identifier.h"
#include "server/store/PlatformWrite.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *groupsPath = "/api/v1/groups";
constexpr const char *groupPath = "/api/v1/groups/{group}";
constexpr const char *userInOne = "/api/v1/groups/{group}/users/{user}";

Refusal noSuchGroup()
{
    return refusal(ProblemCode::NotFound, u"There is no such group on this platform."_s);
}

Refusal wrongParent()
{
    return refusal(ProblemCode::RequestMalformed, u"parent "_s + parentRule() + u'.');
}

/** The group and the user that the path names. Error: NotFound. */
Outcome<std::pair<Group, User>> groupAndUser(Database &database, const QString &platformId,
                                             const Request &request)
{
    auto group = GroupTable(database).find(platformId, request.parameter(0));
    if (!group)
        return tl::unexpected(noSuchGroup());
    auto user = UserTable(database).find(platformId, request.parameter(1));
    if (!user)
        return tl::unexpected(
            refusal(ProblemCode::NotFound, u"There is no such user on this platform."_s));
    return std::pair(std::move(*group), std::move(*user));
}

} // namespace

GroupRoutes::GroupRoutes(Store &store, KeyCheck &keys)
    : m_store(store)
    , m_keys(keys)
{
}

void GroupRoutes::addTo(Router &router)
{
    KeyedRoutes routes(router, m_keys);
    routes.add(http::verb::get, groupsPath, this, &GroupRoutes::list);
    routes.add(http::verb::post, groupsPath, this, &GroupRoutes::create);
    routes.add(http::verb::get, groupPath, this, &GroupRoutes::show);
    routes.add(http::verb::put, groupPath, this, &GroupRoutes::change);
    routes.add(http::verb::delete_, groupPath, this, &GroupRoutes::remove);
    routes.add(http::verb::put, userInOne, this, &GroupRoutes::addUser);
    routes.add(http::verb::delete_, userInOne, this, &GroupRoutes::removeUser);
}

GroupRoutes::Waiting GroupRoutes::list(QString platformId, Request &request)
{
    const auto wanted = pageWanted(request);
    if (!wanted)
        co_return tl::unexpected(wanted.error());
    const auto page = co_await m_store.read([&](Database &database) {
        return GroupTable(database).list(platformId, wanted->after, wanted->limit);
    });
    co_return pageAnswer(page, *wanted, groupsPath);
}

GroupRoutes::Waiting GroupRoutes::create(QString platformId, Request &request)
{
    const auto object = readJsonObject(request);
    if (!object)
        co_return tl::unexpected(object.error());
    const auto group = withFields(Group{.id = newIdentifier()}, *object, FieldUse::Create);
    if (!group)
        co_return tl::unexpected(group.error());
    const bool added = co_await writePlatform(m_store, platformId, [&](Database &database) {
        GroupTable groups(database);
        return groups.mayHaveItsParent(platformId, *group) && groups.add(platformId, *group);
    });
    if (!added)
        co_return tl::unexpected(wrongParent());
    co_return Response::json(toJson(*group), 201);
}

GroupRoutes::Waiting GroupRoutes::show(QString platformId, Request &request)
{
    const auto group = co_await m_store.read([&](Database &database) {
        return GroupTable(database).find(platformId, request.parameter(0));
    });
    if (!group)
        co_return tl::unexpected(noSuchGroup());
    co_return Response::json(toJson(*group));
}

GroupRoutes::Waiting GroupRoutes::change(QString platformId, Request &request)
{
    const auto object = readJsonObject(request);
    if (!object)
        co_return tl::unexpected(object.error());
    const auto changed =
        co_await writePlatform(m_store, platformId, [&](Database &database) -> Outcome<Group> {
            GroupTable groups(database);
            const auto before = groups.find(platformId, request.parameter(0));
            if (!before)
                return tl::unexpected(noSuchGroup());
            auto group = withFields(*before, *object, FieldUse::Change);
            if (!group)
                return group;
            if (group->parent != before->parent && !groups.mayHaveItsParent(platformId, *group))
                return tl::unexpected(wrongParent());
            groups.update(platformId, *group);
            return group;
        });
    if (!changed)
        co_return tl::unexpected(changed.error());
    co_return Response::json(toJson(*changed));
}

GroupRoutes::Waiting GroupRoutes::remove(QString platformId, Request &request)
{
    const bool removed = co_await writePlatform(m_store, platformId, [&](Database &database) {
        return GroupTable(database).remove(platformId, request.parameter(0));
    });
    if (!removed)
        co_return tl::unexpected(noSuchGroup());
    co_return Response::empty(204);
}

GroupRoutes::Waiting GroupRoutes::addUser(QString platformId, Request &request)
{
    const auto added = co_await writePlatform(m_store, platformId, [&](Database &database) {
        auto both = groupAndUser(database, platformId, request);
        if (both)
            GroupTable(database).addUser(both->first.id, both->second.id);
        return both;
    });
    if (!added)
        co_return tl::unexpected(added.error());
    co_return Response::json(toJson(added->second));
}

GroupRoutes::Waiting GroupRoutes::removeUser(QString platformId, Request &request)
{
    const auto refused = co_await writePlatform(
        m_store, platformId, [&](Database &database) -> std::optional<Refusal> {
            const auto both = groupAndUser(database, platformId, request);
            if (!both)
                return both.error();
            if (!GroupTable(database).removeUser(both->first.id, both->second.id))
                return refusal(ProblemCode::NotFound, u"The user is not in this group."_s);
            return std::nullopt;
        });
    if (refused)
        co_return tl::unexpected(*refused);
    co_return Response::empty(204);
}

} // namespace keydesk::server
