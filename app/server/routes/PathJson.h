// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/Fields.h"
#include "server/store/PathTable.h"

namespace keydesk::server {

QJsonObject toJson(const Path &path);
/** Without a modificationDate it was never modified. */
void readFields(FieldReader &reader, Path &path);

QJsonObject toJson(const PathSession &session);
void readFields(FieldReader &reader, PathSession &session);

} // namespace keydesk::server
