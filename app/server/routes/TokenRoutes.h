// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/KeyCheck.h"

namespace keydesk::server {

/** Gives a token for a key, as OAuth 2 clients ask for it (RFC 6749, 4.4). */
class TokenRoutes
{
public:
    TokenRoutes(const Store &store, KeyCheck &keys, const KeyToken &tokens);

    void addTo(Router &router);

private:
    boost::asio::awaitable<Outcome<Response>> issue(Request &request);

    const Store &m_store;
    KeyCheck &m_keys;
    const KeyToken &m_tokens;
};

} // namespace keydesk::server
