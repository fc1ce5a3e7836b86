// SPDX-License-Identifier: Apache-2.0
#include "server/routes/Access.h"

#include "keys/Role.h"
#include "server/routes/BearerToken.h"
#include "server/routes/SessionTokens.h"
#include "server/store/PlatformTable.h"

#include <sodium.h>

#include <algorithm>

namespace keydesk::server {

namespace asio = boost::asio;
using namespace Qt::StringLiterals;

namespace {

Refusal tokenRefused(const QString &detail, const char *challenge)
{
    Refusal refused = refusal(ProblemCode::TokenInvalid, detail);
    refused.headers.emplace_back("WWW-Authenticate", challenge);
    return refused;
}

} // namespace

Access::Access(Store &store, std::optional<OwnerToken> ownerToken)
    : m_store(store)
    , m_ownerToken(std::move(ownerToken))
{
}

std::optional<TokenHolder> Access::holderOf(Database &database, const Sha256 &token) const
{
    if (!m_ownerToken ||
        sodium_memcmp(m_ownerToken->sha256.data(), token.data(), token.size()) != 0)
        return AccessTokenTable(database).holder(token, m_store.now());
    auto owner = MemberTable(database).withId(m_ownerToken->memberId);
    return owner ? std::optional(TokenHolder{*std::move(owner)}) : std::nullopt;
}

// Only the first use of a token after a renewal, once in a quarter of an hour, writes.
asio::awaitable<std::optional<Member>> Access::memberOf(Sha256 token) const
{
    auto holder =
        co_await m_store.read([&](Database &database) { return holderOf(database, token); });
    if (!holder)
        co_return std::nullopt;
    if (holder->unusedIn)
        co_return co_await m_store.write([&](Database &database) {
            return beginUse(database, token, *holder->unusedIn, m_store.now());
        });
    co_return std::move(holder->member);
}

asio::awaitable<Outcome<Member>> Access::member(Request &request) const
{
    const auto token = bearerToken(request);
    if (!token)
        co_return tl::unexpected(tokenRefused(u"There is no bearer token in the request."_s,
                                              "Bearer realm=\"keydesk\""));
    auto member = co_await memberOf(*token);
    if (!member)
        co_return tl::unexpected(tokenRefused(u"The token is unknown or has expired."_s,
                                              R"(Bearer realm="keydesk", error="invalid_token")"));
    request.memberId = member->id;
    co_return std::move(*member);
}

asio::awaitable<Outcome<Manager>> Access::manager(Request &request) const
{
    auto known = co_await member(request);
    if (!known)
        co_return tl::unexpected(std::move(known.error()));
    QString platformId = request.parameter(0);
    const auto role = co_await m_store.read(
        [&](Database &database) { return PlatformTable(database).role(platformId, known->id); });
    if (!role)
        co_return tl::unexpected(
            refusal(ProblemCode::NotFound, u"There is no such platform, or you are not on it."_s));
    if (!mayManageKeys(*role))
        co_return tl::unexpected(
            refusal(ProblemCode::RoleRequired,
                    u"Only owners and administrators of the platform may do this."_s));
    co_return Manager{std::move(*known), std::move(platformId)};
}

Subscription Access::subscription(const Request &request, const Manager &manager)
{
    return {manager.platformId, manager.member.id, bearerToken(request).value_or(Sha256{})};
}

bool Access::isStillManager(Database &database, const Subscription &subscription) const
{
    const auto holder = holderOf(database, subscription.token);
    if (!holder || holder->member.id != subscription.memberId)
        return false;
    const auto role = PlatformTable(database).role(subscription.platformId, subscription.memberId);
    return role && mayManageKeys(*role);
}

} // namespace keydesk::server
