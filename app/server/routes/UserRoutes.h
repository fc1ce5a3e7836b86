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
    using Waiting = boost::asio::awaitable<Outcome<Response>>;

    Waiting list(Request &request);
    Waiting listFor(const KeyCredential &key, const Request &request);

    Store &m_store;
    KeyCheck &m_keys;
};

} // namespace keydesk::server
