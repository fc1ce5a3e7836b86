// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QString>

namespace keydesk::client {

/**
 * The user's data folder (XDG_DATA_HOME/keydesk), made if it is not there, for its owner only.
 * Problem: ServerNotStarted with the folder in its detail.
 */
Result<QString> dataFolder();

/** keydesk-server beside this program, or the one in PATH; empty if there is none. */
QString findServerProgram();

} // namespace keydesk::client
