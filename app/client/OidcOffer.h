// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace keydesk::client {

/** Where the browser signs in: an OpenID Connect provider and what the desktop is called there. */
struct OidcOffer
{
    QString issuer; ///< as it is, to the letter, in the tokens: https, or on this computer
    QString clientId;

    bool operator==(const OidcOffer &) const = default;
};

} // namespace keydesk::client
