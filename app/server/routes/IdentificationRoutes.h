// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/Access.h"

namespace keydesk::server {

/** Which of a member's keys has been found somewhere: asked by hash, so that no secret is sent. */
class IdentificationRoutes
{
public:
    IdentificationRoutes(Store &store, const Access &access);

    void addTo(Router &router);

private:
    boost::asio::awaitable<Outcome<Response>> identify(Request &request) const;

    Store &m_store;
    const Access &m_access;
};

} // namespace keydesk::server
