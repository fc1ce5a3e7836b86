// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <functional>

namespace keydesk::server {

/** Milliseconds since 1970-01-01 UTC. Handed to whatever needs the time, so that tests decide it.
 */
using Clock = std::function<qint64()>;

} // namespace keydesk::server
