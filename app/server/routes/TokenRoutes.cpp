// SPDX-License-Identifier: Apache-2.0
#include "server/routes/TokenRoutes.h"

#include "server/http/Form.h"
#include "server/routes/ClientBasic.h"

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

Response failed(const QString &error, unsigned status = 400)
{
    return Response::json(QJsonObject{{u"error"_s, error}}, status);
}

/** Nothing unless the client says who it is, and in one way only (RFC 6749, 2.3). */
std::optional<ClientCredential> clientOf(const Form &form, const std::optional<ClientBasic> &basic)
{
    const std::string_view id = form.value("client_id");
    const std::string_view secret = form.value("client_secret");
    if (!basic && !id.empty() && !secret.empty())
        return ClientCredential{id, secret};
    if (basic && secret.empty() && (id.empty() || id == std::string_view(basic->id)))
        return ClientCredential{basic->id, basic->secret};
    return std::nullopt;
}

// By hand, so that the token stays in bytes that are wiped.
Response issued(const Bytes &token)
{
    Response response;
    response.contentType = "application/json";
    response.body.reserve(token.size() + 80);
    response.body.append(R"({"token_type":"Bearer","access_token":")")
        .append(token)
        .append(R"(","expires_in":")")
        .append(std::to_string(KeyToken::lifetime.count()))
        .append(R"("})");
    return response.with("Pragma", "no-cache"); // besides Cache-Control (RFC 6749, 5.1)
}

} // namespace

TokenRoutes::TokenRoutes(const Store &store, KeyCheck &keys, const KeyToken &tokens)
    : m_store(store)
    , m_keys(keys)
    , m_tokens(tokens)
{
}

void TokenRoutes::addTo(Router &router)
{
    router.add(http::verb::post, "/api/v2/oauth2/token",
               WaitingHandler([this](Request &request) { return issue(request); }));
}

boost::asio::awaitable<Outcome<Response>> TokenRoutes::issue(Request &request)
{
    const auto form = Form::read(request);
    if (!form || form->value("grant_type").empty())
        co_return failed(u"invalid_request"_s);
    if (form->value("grant_type") != "client_credentials")
        co_return failed(u"unsupported_grant_type"_s);
    const auto basic = ClientBasic::of(request);
    const auto client = clientOf(*form, basic);
    if (!client)
        co_return failed(u"invalid_request"_s);
    const auto key = co_await m_keys.accept(request, *client);
    if (!key)
        co_return failed(u"invalid_client"_s, 401)
            .with("WWW-Authenticate", "Basic realm=\"keydesk\"");
    co_return issued(m_tokens.issue({textOf(key->platformId), textOf(key->id)}, m_store.now()));
}

} // namespace keydesk::server
