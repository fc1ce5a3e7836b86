// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/Access.h"
#include "server/routes/PlatformEvents.h"

namespace keydesk::server {

/**
 * What happens to a platform's keys, as it happens: server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). An event's id is the number of
 * its row in the audit, so that Last-Event-ID finds the place again, in every instance.
 */
class EventRoutes
{
public:
    EventRoutes(Store &store, const Access &access, PlatformEvents &events);

    void addTo(Router &router);

private:
    boost::asio::awaitable<Outcome<Response>> subscribe(Request &request) const;

    Store &m_store;
    const Access &m_access;
    PlatformEvents &m_events;
};

} // namespace keydesk::server
