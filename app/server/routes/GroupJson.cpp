// SPDX-License-Identifier: Apache-2.0
#include "server/routes/GroupJson.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

QJsonObject toJson(const Group &group)
{
    return {{u"_id"_s, group.id},
            {u"name"_s, group.name},
            {u"parent"_s, group.parent ? QJsonValue(*group.parent) : QJsonValue()},
            {u"public"_s, group.isPublic},
            {u"custom"_s, group.custom}};
}

void readFields(FieldReader &reader, Group &group)
{
    reader.identifier(u"_id", group.id);
    reader.require(u"name");
    reader.text(u"name", {.least = 1}, group.name);
    reader.reference(u"parent", parentRule(), group.parent);
    reader.flag(u"public", group.isPublic);
    reader.custom(u"custom", group.custom);
}

QString parentRule()
{
    return u"must be the _id of another group of the platform that is not below this one and has "
           u"fewer than %1 groups above it, or null"_s.arg(groupLevels);
}

} // namespace keydesk::server
