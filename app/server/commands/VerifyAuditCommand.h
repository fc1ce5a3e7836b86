// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/CommandLine.h"

namespace keydesk::server {

/**
 * Checks the audit of every platform, from its first row to its last; prints how much that was.
 * Writes nothing, and may run beside a server. Throws std::runtime_error, which names the first row
 * with which something is wrong.
 */
int runVerifyAudit(const VerifyAuditOptions &options);

} // namespace keydesk::server
