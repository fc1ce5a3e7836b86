// SPDX-License-Identifier: Apache-2.0
#include "server/routes/IntrospectRoutes.h"

#include "server/http/Form.h"
#include "server/routes/ClientBasic.h"

#include <algorithm>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

QJsonObject described(const KnownKey &known)
{
    QJsonObject answer{{u"active"_s, true},
                       {u"client_id"_s, textOf(known.key.platformId)},
                       {u"sub"_s, textOf(known.key.id)},
                       {u"token_type"_s, known.token ? u"Bearer"_s : u"ApiKey"_s}};
    auto expiresAt = known.key.expiresAt;
    if (known.token) {
        answer.insert(u"iss"_s, u"keydesk"_s);
        expiresAt = std::min(known.token->expiresAt, expiresAt.value_or(known.token->expiresAt));
    }
    // Seconds, as in a JWT.
    const qint64 issuedAt = known.token ? known.token->issuedAt : known.key.createdAt;
    answer.insert(u"iat"_s, issuedAt / 1000);
    if (expiresAt)
        answer.insert(u"exp"_s, *expiresAt / 1000);
    return answer;
}

} // namespace

IntrospectRoutes::IntrospectRoutes(KeyCheck &keys)
    : m_keys(keys)
{
}

void IntrospectRoutes::addTo(Router &router)
{
    router.add(http::verb::post, "/introspect",
               WaitingHandler([this](Request &request) { return introspect(request); }));
}

boost::asio::awaitable<std::optional<KeyCredential>> IntrospectRoutes::caller(Request &request)
{
    const auto basic = ClientBasic::of(request);
    if (!basic || request.hasHeader("X-company-id") || request.hasHeader("X-apiKey"))
        co_return co_await m_keys.accept(request);
    const ClientCredential given{basic->id, basic->secret, SentVia::Header};
    co_return co_await m_keys.accept(request, given);
}

boost::asio::awaitable<Outcome<Response>> IntrospectRoutes::introspect(Request &request)
{
    const auto asking = co_await caller(request);
    if (!asking)
        co_return KeyCheck::warned(request, KeyCheck::refused());
    const auto form = Form::read(request);
    if (!form || form->value("token").empty())
        co_return KeyCheck::warned(
            request, Response::json(QJsonObject{{u"error"_s, u"invalid_request"_s}}, 400));
    const auto known = co_await m_keys.lookUp(form->value("token"));
    // Of a key of another platform not even that it exists is told.
    const bool isTold = known && known->isGood && known->key.platformId == asking->platformId;
    co_return KeyCheck::warned(request, Response::json(isTold ? described(*known)
                                                              : QJsonObject{{u"active"_s, false}}));
}

} // namespace keydesk::server
