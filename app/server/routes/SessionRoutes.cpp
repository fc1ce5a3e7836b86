// SPDX-License-Identifier: Apache-2.0
#include "server/routes/SessionRoutes.h"

#include "server/routes/SignInAnswers.h"
#include "server/store/RefreshTokenTable.h"

namespace keydesk::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

// At a tenth of a second each, the last of them is answered within two seconds.
constexpr std::size_t signInsWaiting = 16;

Refusal refreshRefused()
{
    return challenged(
        ProblemCode::TokenInvalid,
        u"The refresh token is unknown, was used before, or its session has ended."_s);
}

} // namespace

SessionRoutes::SessionRoutes(Store &store, const Access &access, const Log &log, Metrics &metrics)
    : m_store(store)
    , m_access(access)
    , m_log(log)
    , m_metrics(metrics)
    , m_turns(signInsWaiting)
{
}

void SessionRoutes::addTo(Router &router)
{
    router.add(http::verb::post, "/admin/v1/sessions",
               WaitingHandler([this](Request &request) { return signIn(request); }));
    router.add(http::verb::post, "/admin/v1/sessions/refresh",
               WaitingHandler([this](Request &request) { return refresh(request); }));
    router.add(http::verb::delete_, "/admin/v1/sessions/current",
               WaitingHandler([this](Request &request) { return signOut(request); }));
}

asio::awaitable<std::optional<Refusal>> SessionRoutes::refusedUnchecked(
    const SignInAttempt &attempt, const Request &request) const
{
    const qint64 seconds = co_await m_store.read(
        [&](Database &database) { return attempt.wait(database, m_store.now()); });
    if (seconds == 0)
        co_return std::nullopt;
    m_log.warning("a sign-in was refused after too many failures", request);
    co_return later(ProblemCode::TooManyRequests,
                    u"Too many sign-ins failed for this e-mail address or from this network."_s,
                    seconds);
}

// Attempts take turns: each one sees the failures of those before it, and nobody gets more guesses
// by sending them all at once.
SessionRoutes::Waiting SessionRoutes::signIn(Request &request)
{
    const auto credentials = takeCredentials(request);
    if (!credentials)
        co_return tl::unexpected(credentials.error());
    const SignInAttempt attempt(credentials->email, request.peer);
    auto refused = co_await refusedUnchecked(attempt, request);
    if (refused)
        co_return tl::unexpected(std::move(*refused));
    const auto turn = co_await m_turns.next();
    if (!turn)
        co_return tl::unexpected(
            later(ProblemCode::Unavailable, u"Too many people sign in at this moment."_s, 5));
    refused = co_await refusedUnchecked(attempt, request);
    if (refused)
        co_return tl::unexpected(std::move(*refused));
    co_return co_await checked(request, *credentials, attempt);
}

SessionRoutes::Waiting SessionRoutes::checked(Request &request, const Credentials &credentials,
                                              const SignInAttempt &attempt)
{
    const auto password = co_await m_store.read(
        [&](Database &database) { return MemberTable(database).password(credentials.email); });
    const QByteArray hash = password ? password->hash.toLatin1() : PasswordCheck::hashOfNobody();
    const auto verdict = co_await m_passwords.verify(hash, credentials.password);
    if (verdict == PasswordCheck::Verdict::NoMemory) {
        m_log.warning("there was not enough memory to check a password", request);
        co_return tl::unexpected(later(ProblemCode::Unavailable,
                                       u"There is not enough memory to check a password."_s, 5));
    }
    std::optional<IssuedTokens> tokens;
    if (password && verdict == PasswordCheck::Verdict::Right)
        tokens = co_await begin(request, *password, attempt);
    if (tokens)
        co_return tokensResponse(*tokens, 201);
    co_await m_store.write([&](Database &database) {
        attempt.failed(database, m_store.now());
        return true;
    });
    m_metrics.signInFailed();
    m_log.warning("a sign-in failed", request);
    co_return tl::unexpected(challenged(ProblemCode::WrongCredentials, {}));
}

// Nothing if the password has become another one since it was read.
asio::awaitable<std::optional<IssuedTokens>> SessionRoutes::begin(
    Request &request, const MemberPassword &password, const SignInAttempt &attempt) const
{
    const QString from = QString::fromStdString(request.peer);
    auto tokens = co_await m_store.write([&](Database &database) -> std::optional<IssuedTokens> {
        if (!MemberTable(database).holdPassword(password))
            return std::nullopt;
        attempt.succeeded(database);
        return beginSession(database, password.memberId, from, m_store.now());
    });
    if (tokens)
        request.memberId = password.memberId;
    co_return tokens;
}

SessionRoutes::Waiting SessionRoutes::refresh(Request &request) const
{
    const auto given = takeRefreshToken(request);
    if (!given)
        co_return tl::unexpected(given.error());
    const Sha256 token = tokenHash(*given);
    // So that nobody keeps the writer busy with tokens that never were.
    const auto known = co_await m_store.read(
        [&](Database &database) { return RefreshTokenTable(database).session(token); });
    if (!known)
        co_return tl::unexpected(refreshRefused());
    const auto renewed = co_await m_store.write(
        [&](Database &database) { return renewSession(database, token, m_store.now()); });
    if (renewed)
        co_return tokensResponse(*renewed, 200);
    if (renewed.error() == RenewalError::Reused)
        m_log.warning("a refresh token was used a second time; its session was ended", request);
    co_return tl::unexpected(refreshRefused());
}

SessionRoutes::Waiting SessionRoutes::signOut(Request &request) const
{
    const auto member = co_await m_access.member(request);
    if (!member)
        co_return tl::unexpected(member.error());
    const auto token = bearerToken(request);
    if (token)
        co_await m_store.write([&](Database &database) {
            endSession(database, *token);
            return true;
        });
    co_return Response::empty(204);
}

} // namespace keydesk::server
