// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/KeyCheck.h"

#include <string>
#include <utility>

namespace keydesk::server {

/** Answers a request that came with the good key \a key. */
using KeyHandler = std::function<boost::asio::awaitable<Outcome<Response>>(const KeyCredential &key,
                                                                           Request &request)>;

/**
 * Adds routes that a key opens. What they share is here: without a good key they answer 401, and a
 * key in the URL gets its Warning, also with what they refuse. What is answered in their place (no
 * such address or method, a failure of the server) has none.
 */
class KeyedRoutes
{
public:
    /** Both must live as long as the router is used. */
    KeyedRoutes(Router &router, KeyCheck &keys);

    void add(boost::beast::http::verb method, const std::string &path, KeyHandler handler);

    /**
     * \a handler is a member function of \a routes like KeyHandler, except that it needs of the key
     * no more than the platform, as (QString platformId, Request &request).
     */
    template <typename Routes, typename Function>
    void add(boost::beast::http::verb method, const std::string &path, Routes *routes,
             Function handler)
    {
        add(method, path, [routes, handler](const KeyCredential &key, Request &request) {
            return (routes->*handler)(textOf(key.platformId), request);
        });
    }

private:
    Router &m_router;
    KeyCheck &m_keys;
};

} // namespace keydesk::server
