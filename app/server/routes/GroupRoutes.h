// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/KeyCheck.h"

namespace keydesk::server {

/** The groups of a platform and who is in them, for the holders of one of its keys. */
class GroupRoutes
{
public:
    GroupRoutes(Store &store, KeyCheck &keys);

    void addTo(Router &router);

private:
    using Waiting = boost::asio::awaitable<Outcome<Response>>;

    Waiting list(QString platformId, Request &request);
    Waiting create(QString platformId, Request &request);
    Waiting show(QString platformId, Request &request);
    Waiting change(QString platformId, Request &request);
    Waiting remove(QString platformId, Request &request);
    Waiting addUser(QString platformId, Request &request);
    Waiting removeUser(QString platformId, Request &request);

    Store &m_store;
    KeyCheck &m_keys;
};

} // namespace keydesk::server
