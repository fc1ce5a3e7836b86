// SPDX-License-Identifier: Apache-2.0
#include "server/routes/UserJson.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

QJsonObject toJson(const User &user)
{
    return {{u"_id"_s, user.id},
            {u"mail"_s, user.mail},
            {u"firstName"_s, user.firstName},
            {u"lastName"_s, user.lastName},
            {u"custom"_s, user.custom},
            {u"primaryGroupId"_s,
             user.primaryGroupId ? QJsonValue(*user.primaryGroupId) : QJsonValue()}};
}

void readFields(FieldReader &reader, User &user)
{
    reader.identifier(u"_id", user.id);
    reader.require(u"mail");
    reader.mail(u"mail", user.mail);
    reader.text(u"firstName", {}, user.firstName);
    reader.text(u"lastName", {}, user.lastName);
    reader.custom(u"custom", user.custom);
    reader.reference(u"primaryGroupId", primaryGroupRule(), user.primaryGroupId);
}

QString primaryGroupRule()
{
    return u"must be the _id of a group of the platform, or null"_s;
}

} // namespace keydesk::server
