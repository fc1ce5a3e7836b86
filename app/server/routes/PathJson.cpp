// SPDX-License-Identifier: Apache-2.0
#include "server/routes/PathJson.h"

#include "server/routes/TimeJson.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

QJsonObject toJson(const Path &path)
{
    return {{u"_id"_s, path.id},
            {u"name"_s, path.name},
            {u"author"_s, path.author},
            {u"creationDate"_s, timeText(path.createdAt)},
            {u"modificationDate"_s, timeText(path.modifiedAt)},
            {u"description"_s, path.description}};
}

void readFields(FieldReader &reader, Path &path)
{
    reader.identifier(u"_id", path.id);
    reader.require(u"name");
    reader.text(u"name", {.least = 1}, path.name);
    reader.text(u"author", {}, path.author);
    reader.time(u"creationDate", path.createdAt);
    path.modifiedAt = path.createdAt;
    reader.time(u"modificationDate", path.modifiedAt);
    reader.text(u"description", {.most = 10'000, .hasLines = true}, path.description);
}

QJsonObject toJson(const PathSession &session)
{
    return {{u"_id"_s, session.id},
            {u"sessionName"_s, session.name},
            {u"startDate"_s, timeText(session.startsAt)},
            {u"endDate"_s, session.endsAt ? QJsonValue(timeText(*session.endsAt)) : QJsonValue()}};
}

void readFields(FieldReader &reader, PathSession &session)
{
    reader.require(u"sessionName");
    reader.text(u"sessionName", {.least = 1}, session.name);
    reader.require(u"startDate");
    reader.time(u"startDate", session.startsAt);
    reader.optionalTime(u"endDate", session.endsAt);
    if (session.endsAt && *session.endsAt <= session.startsAt)
        reader.mistake(u"endDate", u"must be later than startDate"_s);
}

} // namespace keydesk::server
