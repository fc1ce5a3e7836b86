// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Database.h"

#include <memory>

namespace keydesk::server {

enum class IfEmpty { CreateSchema, Refuse };

/**
 * A connection to a database whose schema is this version's, after migrations if need be. Throws
 * std::runtime_error with one sentence for the operator.
 */
std::unique_ptr<Database> openDatabase(const DatabaseUrl &url, IfEmpty ifEmpty);

/** The same for a command that only looks: nothing is written, and nothing is migrated. */
std::unique_ptr<Database> openDatabaseToRead(const DatabaseUrl &url);

} // namespace keydesk::server
