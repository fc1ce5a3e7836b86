// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/Fields.h"
#include "server/store/UserTable.h"

namespace keydesk::server {

QJsonObject toJson(const User &user);
void readFields(FieldReader &reader, User &user);

/** What is said about a primaryGroupId that is none. */
QString primaryGroupRule();

} // namespace keydesk::server
