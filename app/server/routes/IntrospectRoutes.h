// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/KeyCheck.h"

namespace keydesk::server {

/** Tells the holder of a key what another key or token of its platform is worth (RFC 7662). */
class IntrospectRoutes
{
public:
    explicit IntrospectRoutes(KeyCheck &keys);

    void addTo(Router &router);

private:
    boost::asio::awaitable<std::optional<KeyCredential>> caller(Request &request);
    boost::asio::awaitable<Outcome<Response>> introspect(Request &request);

    KeyCheck &m_keys;
};

} // namespace keydesk::server
