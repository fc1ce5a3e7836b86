// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/Fields.h"
#include "server/store/CourseTable.h"

namespace keydesk::server {

QJsonObject toJson(const Course &course);
/** Without a modificationDate it was never modified. */
void readFields(FieldReader &reader, Course &course);

} // namespace keydesk::server
