// SPDX-License-Identifier: Apache-2.0
#include "server/routes/Access.h"

#include "keys/Role.h"
#include "server/store/AccessTokenTable.h"
#include "server/store/PlatformTable.h"

#include <boost/beast/core/string.hpp>

#include <sodium.h>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view scheme = "Bearer ";

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

std::optional<Member> Access::memberOf(const Sha256 &token) const
{
    if (m_ownerToken && sodium_memcmp(m_ownerToken->sha256.data(), token.data(), token.size()) == 0)
        return MemberTable(m_store.reader()).withId(m_ownerToken->memberId);
    return AccessTokenTable(m_store.reader()).member(token, m_store.now());
}

Outcome<Member> Access::member(Request &request) const
{
    const std::string_view header = request.header("Authorization");
    if (!boost::beast::iequals(header.substr(0, scheme.size()), scheme))
        return tl::unexpected(tokenRefused(u"There is no bearer token in the request."_s,
                                           "Bearer realm=\"keydesk\""));
    const std::string_view token = header.substr(scheme.size());
    auto member =
        memberOf(sha256(QByteArrayView(token.data(), static_cast<qsizetype>(token.size()))));
    if (!member)
        return tl::unexpected(tokenRefused(u"The token is unknown or has expired."_s,
                                           R"(Bearer realm="keydesk", error="invalid_token")"));
    request.memberId = member->id;
    return std::move(*member);
}

Outcome<Manager> Access::manager(Request &request) const
{
    auto known = member(request);
    if (!known)
        return tl::unexpected(std::move(known.error()));
    QString platformId = request.parameter(0);
    const auto role = PlatformTable(m_store.reader()).role(platformId, known->id);
    if (!role)
        return tl::unexpected(
            refusal(ProblemCode::NotFound, u"There is no such platform, or you are not on it."_s));
    if (!mayManageKeys(*role))
        return tl::unexpected(
            refusal(ProblemCode::RoleRequired,
                    u"Only owners and administrators of the platform may do this."_s));
    return Manager{std::move(*known), std::move(platformId)};
}

} // namespace keydesk::server
