// SPDX-License-Identifier: Apache-2.0
#include "server/routes/PresentedKey.h"

#include <sodium.h>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *warning =
    "299 - \"The API key was sent in the URL, where proxies and browsers log it. "
    "Send it in the header X-apiKey instead.\"";

struct PresentedKey
{
    std::string_view company;
    std::string_view secret;
    SentVia via = SentVia::Header;
};

std::string_view parameter(const Request &request, std::string_view name)
{
    const Bytes *value = request.target.parameter(name);
    return value ? std::string_view(*value) : std::string_view();
}

PresentedKey presentedKey(const Request &request)
{
    if (request.hasHeader("X-company-id") || request.hasHeader("X-apiKey"))
        return {request.header("X-company-id"), request.header("X-apiKey"), SentVia::Header};
    return {parameter(request, "company"), parameter(request, "apiKey"), SentVia::Query};
}

Sha256 hashOf(std::string_view text)
{
    return sha256(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

} // namespace

KeyCheck::KeyCheck(Store &store, KeyUseBuffer &uses)
    : m_store(store)
    , m_uses(uses)
{
}

// The same work for every key: hash, look up, compare both, whatever comes out.
boost::asio::awaitable<std::optional<KeyCredential>> KeyCheck::accept(Request &request)
{
    const PresentedKey given = presentedKey(request);
    const Sha256 secret = hashOf(given.secret);
    auto found = co_await m_store.read(
        [&](Database &database) { return KeyTable(database).withSecret(secret, m_store.now()); });
    const KeyCredential candidate = found.value_or(KeyCredential{});
    const QByteArray platformId = candidate.platformId.toLatin1();
    const Sha256 company = hashOf(given.company);
    const Sha256 platform =
        hashOf({platformId.constData(), static_cast<std::size_t>(platformId.size())});
    const int sameSecret =
        sodium_memcmp(candidate.secretSha256.data(), secret.data(), secret.size());
    const int sameCompany = sodium_memcmp(platform.data(), company.data(), company.size());
    if (!found || sameSecret != 0 || sameCompany != 0 || !found->isUsable)
        co_return std::nullopt;
    request.keyId = found->id;
    m_uses.record(found->id, given.via, toText(request.peer));
    co_return found;
}

Response KeyCheck::refused()
{
    return Response::json(QJsonObject{{u"error"_s, u"invalid_api_key"_s}}, 401)
        .with("WWW-Authenticate", "ApiKey realm=\"keydesk\"");
}

Response KeyCheck::warned(const Request &request, Response response)
{
    if (request.target.parameter("apiKey"))
        response.with("Warning", warning);
    return response;
}

} // namespace keydesk::server
