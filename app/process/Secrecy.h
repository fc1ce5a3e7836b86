// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace keydesk {

/** No core dump is written of this process or its children, whatever the shell allows. */
void forbidCoreDumps();

/**
 * In Release: no debugger, no core dump handler and no other process of the same user can read this
 * process's memory any more (prctl(2), PR_SET_DUMPABLE). Builds for developers stay open to theirs.
 *
 * What asks /proc who is calling, as the desktop's portals do, is refused from then on. So a
 * program with a window calls it once it has asked the portals, and before it holds a secret.
 */
void forbidReadingMemory();

} // namespace keydesk
