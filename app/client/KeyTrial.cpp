// SPDX-License-Identifier: Apache-2.0
#include "client/KeyTrial.h"

#include "client/RestClient.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

Result<KeyTrial> trialFrom(const Result<Answer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->status == 401)
        return KeyTrial{};
    if (const auto refusal = refusalIn(*answer))
        return tl::unexpected(*refusal);
    const QJsonDocument users = QJsonDocument::fromJson(*answer->body);
    if (!users.isArray())
        return tl::unexpected(answerNotUnderstood(u"users"_s));
    return KeyTrial{.users = users.array().size()};
}

} // namespace

QFuture<Result<KeyTrial>> tryKey(RestClient &rest, const QString &platformId,
                                 const ApiKeySecret &secret)
{
    return rest
        .send({.path = u"/api/v1/users"_s,
               .headers = {{"X-company-id", platformId.toUtf8()},
                           {"X-apiKey", secret.view().toByteArray()}},
               .token = AccessToken()})
        .then([](const Result<Answer> &answer) { return trialFrom(answer); });
}

} // namespace keydesk::client
