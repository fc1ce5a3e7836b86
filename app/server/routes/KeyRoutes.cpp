// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyRoutes.h"

#include "keys/Platform.h"
#include "server/routes/KeyChangeInput.h"
#include "server/routes/KeyInput.h"
#include "server/store/KeyTable.h"

#include <QJsonDocument>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

// By hand, so that the secret goes from its locked memory straight into bytes that are wiped.
Response createdResponse(const CreatedKey &created)
{
    const QByteArray key = QJsonDocument(toJson(created.key)).toJson(QJsonDocument::Compact);
    const QByteArrayView secret = created.secret.view();
    constexpr std::string_view before = R"({"key":)";
    constexpr std::string_view between = R"(,"secret":")";
    constexpr std::string_view after = R"("})";
    Response response = Response::empty(201);
    response.contentType = "application/json";
    response.body.reserve(before.size() + static_cast<std::size_t>(key.size() + secret.size()) +
                          between.size() + after.size());
    response.body.append(before)
        .append(key.constData(), static_cast<std::size_t>(key.size()))
        .append(between)
        .append(secret.data(), static_cast<std::size_t>(secret.size()))
        .append(after);
    return response;
}

} // namespace

KeyRoutes::KeyRoutes(Store &store, const Access &access, const ServerKey &serverKey,
                     KeyUseBuffer &uses, PlatformEvents &events)
    : m_store(store)
    , m_access(access)
    , m_serverKey(serverKey)
    , m_uses(uses)
    , m_changes(store, events)
{
}

void KeyRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/admin/v1/platforms/{platform}/keys",
               WaitingHandler([this](Request &request) { return list(request); }));
    router.add(http::verb::post, "/admin/v1/platforms/{platform}/keys",
               WaitingHandler([this](Request &request) { return create(request); }));
    router.add(http::verb::post, "/admin/v1/platforms/{platform}/keys/{key}/replacement",
               WaitingHandler([this](Request &request) { return replace(request); }));
    router.add(http::verb::post, "/admin/v1/platforms/{platform}/keys/{key}/acknowledgement",
               WaitingHandler([this](Request &request) { return acknowledge(request); }));
}

KeyRoutes::Waiting KeyRoutes::list(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    co_await m_uses.flushIfPossible(manager->platformId);
    const auto keys = co_await m_store.read([&](Database &database) {
        return KeyTable(database).list(manager->platformId, m_store.now());
    });
    QJsonArray items;
    for (const ApiKey &key : keys)
        items.append(toJson(key));
    co_return Response::json(
        QJsonObject{{u"items"_s, items}, {u"limit"_s, keyLimit}, {u"used"_s, items.size()}});
}

KeyRoutes::Waiting KeyRoutes::create(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    const auto input = readKeyInput(request);
    if (!input)
        co_return tl::unexpected(input.error());
    const KeyCreation creation{input->label, input->expiresAt, input->idempotencyKey};
    const auto created = co_await m_changes.run(*manager, request, [&](KeyLedger &ledger) {
        return ledger.create(creation, m_serverKey);
    });
    if (!created)
        co_return tl::unexpected(created.error());
    request.keyId = created->key.id;
    co_return createdResponse(*created);
}

KeyRoutes::Waiting KeyRoutes::replace(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    const auto idempotencyKey = readIdempotencyKey(request);
    if (!idempotencyKey)
        co_return tl::unexpected(idempotencyKey.error());
    const auto overlap = readOverlap(request);
    if (!overlap)
        co_return tl::unexpected(overlap.error());
    const KeyReplacement replacement{request.parameter(1), *overlap, *idempotencyKey};
    const auto created = co_await m_changes.run(*manager, request, [&](KeyLedger &ledger) {
        return ledger.replace(replacement, m_serverKey);
    });
    if (!created)
        co_return tl::unexpected(created.error());
    request.keyId = created->key.id;
    co_return createdResponse(*created);
}

KeyRoutes::Waiting KeyRoutes::acknowledge(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    const QString keyId = request.parameter(1);
    const auto done = co_await m_changes.run(*manager, request, [&](KeyLedger &ledger) {
        return ledger.acknowledge(keyId);
    });
    if (!done)
        co_return tl::unexpected(done.error());
    request.keyId = keyId;
    co_return Response::empty(204);
}

} // namespace keydesk::server
