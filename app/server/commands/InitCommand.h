// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/CommandLine.h"

namespace keydesk::server {

/** Creates a platform and its owner; prints the platform's id. Throws std::runtime_error. */
int runInit(const InitOptions &options);

} // namespace keydesk::server
