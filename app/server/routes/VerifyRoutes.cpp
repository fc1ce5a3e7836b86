// SPDX-License-Identifier: Apache-2.0
#include "server/routes/VerifyRoutes.h"

namespace keydesk::server {

namespace http = boost::beast::http;

VerifyRoutes::VerifyRoutes(KeyCheck &keys)
    : m_keys(keys)
{
}

void VerifyRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/verify",
               WaitingHandler([this](Request &request) { return verify(request); }));
}

boost::asio::awaitable<Outcome<Response>> VerifyRoutes::verify(Request &request)
{
    const auto key = co_await m_keys.accept(request);
    if (!key)
        co_return KeyCheck::warned(request, KeyCheck::refused());
    Response response = Response::empty(204);
    response.with("X-Keydesk-Platform", key->platformId.toStdString())
        .with("X-Keydesk-Key-Id", key->id.toStdString());
    co_return KeyCheck::warned(request, std::move(response));
}

} // namespace keydesk::server
