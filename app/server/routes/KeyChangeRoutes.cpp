// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyChangeRoutes.h"

#include "server/routes/KeyChangeInput.h"

#include <QJsonArray>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

KeyChangeRoutes::KeyChangeRoutes(Store &store, const Access &access, PlatformEvents &events)
    : m_access(access)
    , m_changes(store, events)
{
}

void KeyChangeRoutes::addTo(Router &router)
{
    router.add(http::verb::patch, "/admin/v1/platforms/{platform}/keys/{key}",
               WaitingHandler([this](Request &request) { return change(request); }));
    router.add(http::verb::delete_, "/admin/v1/platforms/{platform}/keys/{key}",
               WaitingHandler([this](Request &request) { return revoke(request); }));
    router.add(http::verb::post, "/admin/v1/platforms/{platform}/revocations",
               WaitingHandler([this](Request &request) { return revokeMany(request); }));
}

KeyChangeRoutes::Waiting KeyChangeRoutes::change(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    const auto wish = readKeyChange(request);
    if (!wish)
        co_return tl::unexpected(wish.error());
    const QString keyId = request.parameter(1);
    const auto key = co_await m_changes.run(*manager, request, [&](KeyLedger &ledger) {
        return ledger.change(keyId, *wish);
    });
    if (!key)
        co_return tl::unexpected(key.error());
    request.keyId = keyId;
    co_return Response::json(toJson(*key));
}

KeyChangeRoutes::Waiting KeyChangeRoutes::revoke(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    const QString keyId = request.parameter(1);
    const auto done = co_await m_changes.run(*manager, request, [&](KeyLedger &ledger) {
        return ledger.revoke(keyId);
    });
    if (!done)
        co_return tl::unexpected(done.error());
    request.keyId = keyId;
    co_return Response::empty(204);
}

// One transaction: either all of those that are there are gone, or none.
KeyChangeRoutes::Waiting KeyChangeRoutes::revokeMany(Request &request) const
{
    const auto manager = co_await m_access.manager(request);
    if (!manager)
        co_return tl::unexpected(manager.error());
    const auto ids = readIds(request);
    if (!ids)
        co_return tl::unexpected(ids.error());
    // Rows are locked in the same order everywhere: nobody waits for each other.
    QStringList sorted = *ids;
    sorted.sort();
    const auto revoked =
        co_await m_changes.run(*manager, request, [&](KeyLedger &ledger) -> Decision<QStringList> {
            QStringList gone;
            for (const QString &id : sorted) {
                if (ledger.revoke(id))
                    gone.append(id);
            }
            return gone;
        });
    if (!revoked)
        co_return tl::unexpected(revoked.error());
    QJsonArray results;
    for (const QString &id : *ids)
        results.append(QJsonObject{{u"id"_s, id}, {u"revoked"_s, revoked->contains(id)}});
    co_return Response::json(QJsonObject{{u"results"_s, results}});
}

} // namespace keydesk::server
