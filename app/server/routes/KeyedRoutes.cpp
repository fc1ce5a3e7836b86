// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyedRoutes.h"

namespace keydesk::server {

namespace {

using Waiting = boost::asio::awaitable<Outcome<Response>>;

// A function of its own, so that what it needs is in its frame and not in a lambda's.
Waiting answerWithKey(KeyCheck &keys, const KeyHandler &handler, Request &request)
{
    const auto key = co_await keys.accept(request);
    if (!key)
        co_return KeyCheck::warned(request, KeyCheck::refused());
    auto response = co_await handler(*key, request);
    if (!response)
        co_return KeyCheck::warned(request, render(response.error(), ErrorStyle::Plain));
    co_return KeyCheck::warned(request, std::move(*response));
}

} // namespace

KeyedRoutes::KeyedRoutes(Router &router, KeyCheck &keys)
    : m_router(router)
    , m_keys(keys)
{
}

void KeyedRoutes::add(boost::beast::http::verb method, const std::string &path, KeyHandler handler)
{
    m_router.add(method, path,
                 WaitingHandler([&keys = m_keys, handler = std::move(handler)](Request &request) {
                     return answerWithKey(keys, handler, request);
                 }));
}

} // namespace keydesk::server
