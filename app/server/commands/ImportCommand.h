// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/CommandLine.h"

namespace keydesk::server {

/**
 * Adds the platforms in a file to the database, all or none; prints their ids, one a line. Throws
 * std::runtime_error, which for a mistake in the file says its line and field.
 */
int runImport(const ImportOptions &options);

} // namespace keydesk::server
