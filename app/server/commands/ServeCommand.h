// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/CommandLine.h"

namespace keydesk::server {

/** Serves until a signal or the parent's end stops it. Throws std::runtime_error. */
int runServe(const ServeOptions &options);

} // namespace keydesk::server
