// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"

namespace keydesk::server {

/** \a time in milliseconds since 1970 as RFC 3339 in UTC. */
inline QString timeText(qint64 time)
{
    return rfc3339(QDateTime::fromMSecsSinceEpoch(time, Qt::UTC));
}

} // namespace keydesk::server
