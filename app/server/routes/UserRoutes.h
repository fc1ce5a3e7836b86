// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/KeyCheck.h"

namespace keydesk::server {

/** The users of a platform, for the integrations that hold one of its keys. */
class UserRoutes
{
public:
    UserRoutes(Store &store, KeyCheck &keys);

    void addTo(Router &router);

private:
    using Waiting = boost::asio::awaitable<Outcome<Response>>;

    Waiting list(const KeyCredential &key, Request &request);
    Waiting create(const KeyCredential &key, Request &request);
    Waiting show(const KeyCredential &key, Request &request);
    Waiting change(const KeyCredential &key, Request &request);
    Waiting remove(const KeyCredential &key, Request &request);

    Store &m_store;
    KeyCheck &m_keys;
};

} // namespace keydesk::server
