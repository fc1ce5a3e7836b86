// SPDX-License-Identifier: Apache-2.0
#include "server/routes/CourseJson.h"

#include "server/routes/TimeJson.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

QJsonObject toJson(const Course &course)
{
    return {{u"_id"_s, course.id},
            {u"name"_s, course.name},
            {u"author"_s, course.author},
            {u"creationDate"_s, timeText(course.createdAt)},
            {u"modificationDate"_s, timeText(course.modifiedAt)},
            {u"defaultLang"_s, course.defaultLang},
            {u"description"_s, course.description}};
}

void readFields(FieldReader &reader, Course &course)
{
    reader.identifier(u"_id", course.id);
    reader.require(u"name");
    reader.text(u"name", {.least = 1}, course.name);
    reader.text(u"author", {}, course.author);
    reader.time(u"creationDate", course.createdAt);
    course.modifiedAt = course.createdAt;
    reader.time(u"modificationDate", course.modifiedAt);
    reader.text(u"defaultLang", {.most = 35}, course.defaultLang); // RFC 5646, 4.4.1
    reader.text(u"description", {.most = 10'000, .hasLines = true}, course.description);
}

} // namespace keydesk::server
