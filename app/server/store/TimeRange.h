// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <limits>

namespace keydesk::server {

/** Between two times in milliseconds since 1970, both excluded; any time at all to begin with. */
struct TimeRange
{
    qint64 after = std::numeric_limits<qint64>::min();
    qint64 before = std::numeric_limits<qint64>::max();
};

} // namespace keydesk::server
