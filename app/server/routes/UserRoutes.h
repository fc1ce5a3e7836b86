// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/PresentedKey.h"

namespace keydesk::server {

/** The users of a platform, for the integrations that hold one of its keys. */
class UserRoutes
{
public:
    UserRoutes(Store &store, KeyCheck &keys);

    void addTo(Router &router);

private:
    Outcome<Response> list(Request &request);
    Outcome<Response> listFor(const KeyCredential &key, const Request &request);

    Store &m_store;
    KeyCheck &m_keys;
};

} // namespace keydesk::server
