// SPDX-License-Identifier: Apache-2.0
#include "process/Secrecy.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace keydesk {

void forbidCoreDumps()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

void forbidReadingMemory()
{
#ifdef KEYDESK_SECRECY
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace keydesk
