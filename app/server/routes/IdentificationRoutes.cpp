// SPDX-License-Identifier: Apache-2.0
#include "server/routes/IdentificationRoutes.h"

#include "server/routes/KeyChangeInput.h"
#include "server/store/Blob.h"
#include "server/store/PlatformTable.h"

#include <QJsonArray>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

struct Match
{
    PlacedKey found;
    Platform platform;
};

std::vector<Match> matches(Database &database, const QString &memberId,
                           const std::vector<Sha256> &hashes, qint64 now)
{
    std::vector<Match> all;
    for (PlacedKey &found : KeyTable(database).managedBy(memberId, hashes, now)) {
        // Only if somebody took the platform away in between is there none.
        if (auto platform = PlatformTable(database).find(found.platformId, memberId))
            all.push_back({std::move(found), std::move(*platform)});
    }
    return all;
}

} // namespace

IdentificationRoutes::IdentificationRoutes(Store &store, const Access &access)
    : m_store(store)
    , m_access(access)
{
}

void IdentificationRoutes::addTo(Router &router)
{
    router.add(http::verb::post, "/admin/v1/identifications",
               WaitingHandler([this](Request &request) { return identify(request); }));
}

boost::asio::awaitable<Outcome<Response>> IdentificationRoutes::identify(Request &request) const
{
    const auto member = co_await m_access.member(request);
    if (!member)
        co_return tl::unexpected(member.error());
    const auto hashes = readHashes(request);
    if (!hashes)
        co_return tl::unexpected(hashes.error());
    const auto found = co_await m_store.read(
        [&](Database &database) { return matches(database, member->id, *hashes, m_store.now()); });
    QJsonArray items;
    for (const Match &match : found)
        items.append(QJsonObject{{u"sha256"_s,
                                  QString::fromLatin1(blobOf(match.found.secretSha256).toHex())},
                                 {u"platform"_s, toJson(match.platform)},
                                 {u"key"_s, toJson(match.found.key)}});
    co_return Response::json(QJsonObject{{u"matches"_s, items}});
}

} // namespace keydesk::server
