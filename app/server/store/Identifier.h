// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace keydesk::server {

/** A new identifier of a platform, member, key or user: 12 random bytes as lower-case hex. */
QString newIdentifier();

} // namespace keydesk::server
