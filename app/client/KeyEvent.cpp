// SPDX-License-Identifier: Apache-2.0
#include "client/KeyEvent.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace keydesk::client {

using namespace Qt::StringLiterals;

Result<KeyEvent> keyEventFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonObject by = object.value(u"by").toObject();
    KeyEvent event{
        .keyId = object.value(u"keyId").toString(),
        .label = object.value(u"label").toString(),
        .key = {},
        .by = {by.value(u"id").toString(), by.value(u"name").toString()},
        .at = QDateTime::fromString(object.value(u"at").toString(), Qt::ISODateWithMs).toUTC(),
    };
    if (event.keyId.isEmpty())
        return tl::unexpected(answerNotUnderstood(u"keyId"_s));
    if (event.label.isEmpty())
        return tl::unexpected(answerNotUnderstood(u"label"_s));
    if (event.by.name.isEmpty())
        return tl::unexpected(answerNotUnderstood(u"by.name"_s));
    if (!event.at.isValid())
        return tl::unexpected(answerNotUnderstood(u"at"_s));
    if (object.value(u"key").isNull())
        return event;
    auto key = apiKeyFromJson(object.value(u"key").toObject());
    if (!key)
        return tl::unexpected(key.error());
    event.key = *std::move(key);
    return event;
}

} // namespace keydesk::client
