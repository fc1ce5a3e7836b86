// SPDX-License-Identifier: Apache-2.0
#include "client/SessionsClient.h"

#include "client/RestClient.h"
#include "client/SecretJson.h"

#include <algorithm>
#include <optional>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

std::optional<std::chrono::seconds> lifetimeFrom(const QByteArray &body)
{
    const Answer answer{.status = 200, .body = std::make_shared<QByteArray>(body)};
    const auto object = objectFrom(answer);
    const int seconds = object ? object->value(u"expiresIn").toInt(-1) : -1;
    return seconds < 0 ? std::nullopt : std::optional(std::chrono::seconds(seconds));
}

Result<SharedTokens> tokensFrom(const Result<Answer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    if (auto refusal = refusalIn(*answer)) {
        // Its path is not there: not something that is gone, as for a key.
        if (refusal->code == ProblemCode::NotFound)
            refusal->code = ProblemCode::NoSignInOffered;
        return tl::unexpected(*std::move(refusal));
    }
    return takeTokens(*answer->body);
}

} // namespace

Result<SharedTokens> takeTokens(QByteArray &body)
{
    const auto access = takeText(body, "accessToken");
    const auto refresh = takeText(body, "refreshToken");
    const auto lifetime = lifetimeFrom(body);
    // Whatever it was: a token under a name that is not known here must not stay either.
    Q_ASSERT(body.isDetached());
    std::fill_n(body.data(), body.size(), '*');
    if (!access || !isTokenText(access->view()))
        return tl::unexpected(answerNotUnderstood(u"accessToken"_s));
    auto refreshToken = refresh ? RefreshToken::parse(refresh->view()) : std::nullopt;
    if (!refreshToken)
        return tl::unexpected(answerNotUnderstood(u"refreshToken"_s));
    if (!lifetime)
        return tl::unexpected(answerNotUnderstood(u"expiresIn"_s));
    return std::make_shared<SessionTokens>(
        SessionTokens{AccessToken(access->view()), *lifetime, *std::move(refreshToken)});
}

SessionsClient::SessionsClient(RestClient &rest)
    : m_rest(rest)
{
}

QFuture<Result<SharedTokens>> SessionsClient::signIn(const QString &email, Password password)
{
    return post({}, secretJson({{"email", email.toUtf8()}, {"password", password.utf8()}}));
}

QFuture<Result<SharedTokens>> SessionsClient::signIn(const IdToken &token)
{
    return post(u"/browser"_s, secretJson({{"idToken", token.jwt()}, {"nonce", token.nonce()}}));
}

QFuture<Result<SharedTokens>> SessionsClient::refresh(const RefreshToken &token)
{
    return post(u"/refresh"_s, secretJson({{"refreshToken", token.view()}}));
}

QFuture<Result<SharedTokens>> SessionsClient::post(const QString &path, SecretText body)
{
    return m_rest
        .send({.method = RestClient::Method::Post,
               .path = u"/admin/v1/sessions"_s + path,
               .secretBody = std::make_shared<const SecretText>(std::move(body)),
               .token = AccessToken()})
        .then(tokensFrom);
}

QFuture<Result<Done>> SessionsClient::signOut(const AccessToken &token)
{
    return m_rest
        .send({.method = RestClient::Method::Delete,
               .path = u"/admin/v1/sessions/current"_s,
               .token = token})
        .then([](const Result<Answer> &answer) { return answer.and_then(doneFrom); });
}

} // namespace keydesk::client
