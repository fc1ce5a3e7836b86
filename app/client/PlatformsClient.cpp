// SPDX-License-Identifier: Apache-2.0
#include "client/PlatformsClient.h"

#include "client/RestClient.h"

#include <QJsonArray>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

Result<QList<Platform>> platformsFrom(const QJsonObject &object)
{
    if (!object.value(u"items").isArray())
        return tl::unexpected(answerNotUnderstood(u"items"_s));
    QList<Platform> platforms;
    const QJsonArray items = object.value(u"items").toArray();
    for (const auto item : items) {
        auto platform = platformFromJson(item.toObject());
        if (!platform)
            return tl::unexpected(platform.error());
        platforms.append(*std::move(platform));
    }
    return platforms;
}

} // namespace

PlatformsClient::PlatformsClient(RestClient &rest)
    : m_rest(rest)
{
}

QFuture<Result<QList<Platform>>> PlatformsClient::list()
{
    return m_rest.send({.path = u"/admin/v1/platforms"_s}).then([](const Result<Answer> &answer) {
        return answer.and_then(objectFrom).and_then(platformsFrom);
    });
}

} // namespace keydesk::client
