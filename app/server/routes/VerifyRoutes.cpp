// SPDX-License-Identifier: Apache-2.0
#include "server/routes/VerifyRoutes.h"

#include "server/routes/KeyedRoutes.h"

namespace keydesk::server {

namespace http = boost::beast::http;

namespace {

boost::asio::awaitable<Outcome<Response>> verify(const KeyCredential &key, Request &)
{
    Response response = Response::empty(204);
    response.with("X-Keydesk-Platform", key.platformId.toStdString())
        .with("X-Keydesk-Key-Id", key.id.toStdString());
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
