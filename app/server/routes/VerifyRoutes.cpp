// SPDX-License-Identifier: Apache-2.0
#include "server/routes/VerifyRoutes.h"

#include "server/routes/KeyedRoutes.h"

#include <string>

namespace keydesk::server {

namespace http = boost::beast::http;

namespace {

boost::asio::awaitable<Outcome<Response>> verify(const KeyCredential &key, Request &)
{
    Response response = Response::empty(204);
    response.headers.reserve(2);
    response.with("X-Keydesk-Platform", std::string(viewOf(key.platformId)))
        .with("X-Keydesk-Key-Id", std::string(viewOf(key.id)));
    co_return response;
}

} // namespace

VerifyRoutes::VerifyRoutes(KeyCheck &keys)
    : m_keys(keys)
{
}

void VerifyRoutes::addTo(Router &router)
{
    KeyedRoutes(router, m_keys).add(http::verb::get, "/verify", verify);
}

} // namespace keydesk::server
