// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace keydesk::server {

/** Whose ID tokens sign members in, and as which client of theirs. */
struct OidcSettings
{
    std::string issuer; ///< as it was given, and as it must stand in everything that is theirs
    std::string clientId;
};

} // namespace keydesk::server
