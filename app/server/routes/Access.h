// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/http/Request.h"
#include "server/http/Response.h"
#include "server/store/AccessTokenTable.h"
#include "server/store/MemberTable.h"
#include "server/store/Store.h"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace keydesk::server {

/** The token of the person at this computer: good for this run, and in no database. */
struct OwnerToken
{
    Sha256 sha256{};
    QString memberId;
};

/** Someone who may see and manage a platform's keys. */
struct Manager
{
    Member member;
    QString platformId;
};

/** Who listens to a platform, for asking again later whether they still may. */
struct Subscription
{
    QString platformId;
    QString memberId;
    Sha256 token{};
};

/** Who asks, and whether they may. Everything below /admin/v1 goes through here. */
class Access
{
public:
    Access(Store &store, std::optional<OwnerToken> ownerToken);

    /** TokenInvalid unless there is a good bearer token (RFC 6750). */
    boost::asio::awaitable<Outcome<Member>> member(Request &request) const;

    /**
     * For routes whose first {name} is a platform. Besides TokenInvalid: NotFound for a platform
     * that the member is not on, as if it did not exist, and RoleRequired.
     */
    boost::asio::awaitable<Outcome<Manager>> manager(Request &request) const;

    static Subscription subscription(const Request &request, const Manager &manager);
    /** False as soon as the token has ended or the role has been taken away. */
    bool isStillManager(Database &database, const Subscription &subscription) const;

    bool hasLocalOwner() const { return m_ownerToken.has_value(); }

private:
    boost::asio::awaitable<std::optional<Member>> memberOf(Sha256 token) const;
    std::optional<TokenHolder> holderOf(Database &database, const Sha256 &token) const;

    Store &m_store;
    std::optional<OwnerToken> m_ownerToken;
};

} // namespace keydesk::server
