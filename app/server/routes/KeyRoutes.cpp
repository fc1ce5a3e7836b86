// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyRoutes.h"

#include "keys/Platform.h"
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

Refusal createRefused(ProblemCode code)
{
    switch (code) {
    case ProblemCode::KeyLimitReached: {
        Refusal refused = refusal(code, u"All %1 keys of the platform are in use."_s.arg(keyLimit));
        refused.members = {{u"limit"_s, keyLimit}, {u"used"_s, keyLimit}};
        return refused;
    }
    case ProblemCode::ExpiryInvalid:
        return refusal(code, u"expiresAt is not in the future."_s);
    default:
        return refusal(code, {});
    }
}

} // namespace

KeyRoutes::KeyRoutes(Store &store, const Access &access, const ServerKey &serverKey,
                     KeyUseBuffer &uses)
    : m_store(store)
    , m_access(access)
    , m_serverKey(serverKey)
    , m_uses(uses)
{
}

void KeyRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/admin/v1/platforms/{platform}/keys",
               WaitingHandler([this](Request &request) { return list(request); }));
    router.add(http::verb::post, "/admin/v1/platforms/{platform}/keys",
               WaitingHandler([this](Request &request) { return create(request); }));
    router.add(http::verb::delete_, "/admin/v1/platforms/{platform}/keys/{key}",
               WaitingHandler([this](Request &request) { return revoke(request); }));
}

KeyRoutes::Waiting KeyRoutes::list(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    try {
        co_await m_uses.flush();
    } catch (const DatabaseError &) {
        // A disk that is full is no reason not to show the keys; the uses are kept for later.
    }
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
    const KeyCreation creation{.platformId = manager->platformId,
                               .createdBy = {manager->member.id, manager->member.name},
                               .label = input->label,
                               .expiresAt = input->expiresAt,
                               .idempotencyKey = input->idempotencyKey};
    const auto created = co_await m_store.write([this, &creation](Database &database) {
        return KeyTable(database).create(creation, m_serverKey, m_store.now());
    });
    if (!created)
        co_return tl::unexpected(createRefused(created.error()));
    request.keyId = created->key.id;
    co_return createdResponse(*created);
}

KeyRoutes::Waiting KeyRoutes::revoke(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    const QString keyId = request.parameter(1);
    const bool revoked = co_await m_store.write(
        [&](Database &database) { return KeyTable(database).remove(manager->platformId, keyId); });
    if (!revoked)
        co_return tl::unexpected(
            refusal(ProblemCode::NotFound, u"There is no such key on this platform."_s));
    request.keyId = keyId;
    co_return Response::empty(204);
}

} // namespace keydesk::server
