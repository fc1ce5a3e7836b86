// SPDX-License-Identifier: Apache-2.0
#include "keys/Platform.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::StringLiterals;

bool isPlatformId(QStringView text)
{
    const auto isLowerHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    };
    return text.size() == 24 && std::ranges::all_of(text, isLowerHex);
}

QJsonObject toJson(const Platform &platform)
{
    return {{u"id"_s, platform.id},
            {u"name"_s, platform.name},
            {u"role"_s, QString(roleName(platform.role))}};
}

Result<Platform> platformFromJson(const QJsonObject &object)
{
    Platform platform;
    platform.id = object.value(u"id").toString();
    if (!isPlatformId(platform.id))
        return tl::unexpected(answerNotUnderstood(u"platform.id"_s));
    const QJsonValue name = object.value(u"name");
    if (!name.isString())
        return tl::unexpected(answerNotUnderstood(u"platform.name"_s));
    platform.name = name.toString();
    const auto role = roleFromName(object.value(u"role").toString());
    if (!role)
        return tl::unexpected(answerNotUnderstood(u"platform.role"_s));
    platform.role = *role;
    return platform;
}

} // namespace keydesk
