// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/CommandLine.h"

namespace keydesk::server {

/**
 * Adds, changes or removes a member of a platform; prints the member's id. Throws
 * std::runtime_error with one sentence for the operator.
 */
int runMember(const MemberOptions &options);

} // namespace keydesk::server
