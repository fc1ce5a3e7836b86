// SPDX-License-Identifier: Apache-2.0
#include "server/routes/BrowserSignInRoutes.h"

#include "server/routes/Credentials.h"
#include "server/routes/SignInAnswers.h"
#include "server/store/MemberTable.h"
#include "server/store/PlatformTable.h"
#include "server/store/UsedNonceTable.h"

#include <array>

namespace keydesk::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

BrowserSignInRoutes::BrowserSignInRoutes(Store &store, IdentityProvider *provider, const Log &log,
                                         Metrics &metrics)
    : m_store(store)
    , m_provider(provider)
    , m_log(log)
    , m_metrics(metrics)
{
}

void BrowserSignInRoutes::addTo(Router &router)
{
    router.add(http::verb::post, "/admin/v1/sessions/browser",
               WaitingHandler([this](Request &request) { return signIn(request); }));
}

BrowserSignInRoutes::Waiting BrowserSignInRoutes::signIn(Request &request) const
{
    if (!m_provider)
        co_return tl::unexpected(
            refusal(ProblemCode::NotFound, u"This server has no sign-in by browser."_s));
    auto given = takeBrowserCredentials(request);
    if (!given)
        co_return tl::unexpected(std::move(given.error()));
    const SignInAttempt attempt(request.peer);
    const qint64 seconds = co_await m_store.read(
        [&](Database &database) { return attempt.wait(database, m_store.now()); });
    if (seconds != 0) {
        m_log.warning("a sign-in was refused after too many failures", request);
        co_return tl::unexpected(later(ProblemCode::TooManyRequests,
                                       u"Too many sign-ins failed from this network."_s, seconds));
    }
    auto token = IdToken::parse(std::move(given->idToken));
    if (!token)
        co_return co_await refused(request, attempt, Reason::Invalid);
    co_return co_await checked(request, std::move(*token), given->nonce, attempt);
}

BrowserSignInRoutes::Waiting BrowserSignInRoutes::checked(Request &request, IdToken token,
                                                          const Bytes &nonce,
                                                          const SignInAttempt &attempt) const
{
    const auto key = co_await m_provider->key(token.algorithm(), token.keyId());
    if (!key && key.error().retryAfter != 0)
        co_return tl::unexpected(
            later(ProblemCode::Unavailable,
                  key.error().wasReached
                      ? u"The provider of the sign-in was asked for its keys a moment ago."_s
                      : u"The provider of the sign-in cannot be reached."_s,
                  key.error().retryAfter));
    if (!key)
        co_return co_await refused(request, attempt, Reason::Invalid);
    const OidcSettings &settings = m_provider->settings();
    const auto claims = token.verified(*key, {.issuer = settings.issuer,
                                              .clientId = settings.clientId,
                                              .nonce = nonce,
                                              .now = m_store.now()});
    if (!claims) {
        const bool isOld = claims.error() == IdTokenFault::Expired;
        co_return co_await refused(request, attempt, isOld ? Reason::Expired : Reason::Invalid);
    }
    const auto tokens = co_await begin(request, *claims, nonce);
    if (!tokens)
        co_return co_await refused(request, attempt, tokens.error());
    co_return tokensResponse(*tokens, 201);
}

asio::awaitable<BrowserSignInRoutes::OrReason<IssuedTokens>> BrowserSignInRoutes::begin(
    Request &request, const IdTokenClaims &claims, const Bytes &nonce) const
{
    const QString from = QString::fromStdString(request.peer);
    QString memberId;
    auto tokens = co_await m_store.write([&](Database &database) -> OrReason<IssuedTokens> {
        const auto member = memberFor(database, claims);
        if (!member)
            return tl::unexpected(member.error());
        // Last: a sign-in that is refused changes nothing.
        if (!UsedNonceTable(database).use(tokenHash(nonce), claims.goodUntil))
            return tl::unexpected(Reason::Expired);
        memberId = *member;
        return beginSession(database, *member, from, m_store.now());
    });
    if (tokens)
        request.memberId = memberId;
    co_return tokens;
}

// An address that the provider does not vouch for is anybody's to claim. One that it vouches for is
// still no more than how a member is found the first time: addresses are given to others in time.
BrowserSignInRoutes::OrReason<QString> BrowserSignInRoutes::memberFor(
    Database &database, const IdTokenClaims &claims) const
{
    MemberTable members(database);
    const OidcIdentity identity{.issuer = QString::fromStdString(m_provider->settings().issuer),
                                .subject = claims.subject};
    auto member = members.withIdentity(identity);
    if (!member && !claims.isEmailVerified)
        return tl::unexpected(Reason::NotVerifiedEmail);
    if (!member)
        member = members.bind(claims.email, identity);
    if (!member || !PlatformTable(database).isOnAny(member->id))
        return tl::unexpected(Reason::NotAMember);
    return member->id;
}

BrowserSignInRoutes::Waiting BrowserSignInRoutes::refused(const Request &request,
                                                          const SignInAttempt &attempt,
                                                          Reason reason) const
{
    static constexpr std::array names{"expired", "not-verified-email", "not-a-member", "invalid"};
    const char *name = names.at(static_cast<std::size_t>(reason));
    co_await m_store.write([&](Database &database) {
        attempt.failed(database, m_store.now());
        return true;
    });
    m_metrics.signInFailed();
    m_log.warning(std::string("a sign-in by browser was refused: ") + name, request);
    Refusal refused = challenged(ProblemCode::SignInRefused, {});
    refused.members.insert(u"reason"_s, QLatin1StringView(name));
    co_return tl::unexpected(std::move(refused));
}

} // namespace keydesk::server
