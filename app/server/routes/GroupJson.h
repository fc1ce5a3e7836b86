// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/Fields.h"
#include "server/store/GroupTable.h"

namespace keydesk::server {

QJsonObject toJson(const Group &group);
void readFields(FieldReader &reader, Group &group);

/** What is said about a parent that the group cannot have. */
QString parentRule();

} // namespace keydesk::server
