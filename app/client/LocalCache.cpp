// SPDX-License-Identifier: Apache-2.0
#include "client/LocalCache.h"

#include "client/CacheDatabase.h"
#include "client/Worker.h"
#include "keys/NameOrder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>
#include <vector>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

QString pathIn(const QString &folder)
{
    return folder + u"/cache.db"_s;
}

QDateTime timeFrom(const QVariant &value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

QString listText(const KeyList &list)
{
    QJsonArray items;
    for (const ApiKey &key : list.keys)
        items.append(toJson(key));
    const QJsonObject object{{u"items"_s, items}, {u"limit"_s, list.limit}, {u"used"_s, list.used}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<KeyList> listFrom(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    auto list = keyListFromJson(object);
    return list ? std::optional(*std::move(list)) : std::nullopt;
}

// This stands between the start and a filled sidebar, and each value takes its time.
QList<Platform> readPlatformsOf(CacheDatabase &database, const QString &connectionId)
{
    QSqlQuery rows = database.query(
        u"SELECT id, name, role FROM platforms WHERE connection_id = ? ORDER BY position"_s,
        {connectionId});
    QList<Platform> platforms;
    while (rows.next()) {
        // A role that this version does not know comes with the backend's answer, or does not.
        if (const auto role = roleFromName(rows.value(2).toString()))
            platforms.append(
                {.id = rows.value(0).toString(), .name = rows.value(1).toString(), .role = *role});
    }
    return platforms;
}

QList<CachedPlatforms> readPlatforms(CacheDatabase &database)
{
    QSqlQuery rows = database.query(u"SELECT id, fetched_at FROM connections ORDER BY id"_s);
    QList<CachedPlatforms> all;
    while (rows.next())
        all.append({.connectionId = rows.value(0).toString(),
                    .fetchedAt = timeFrom(rows.value(1)),
                    .platforms = {}});
    for (CachedPlatforms &cached : all)
        cached.platforms = readPlatformsOf(database, cached.connectionId);
    return all;
}

QList<Platform> sortedByName(const QList<Platform> &platforms)
{
    struct Place
    {
        QCollatorSortKey key;
        qsizetype index;
    };
    const QCollator order = nameOrder();
    std::vector<Place> places;
    places.reserve(static_cast<std::size_t>(platforms.size()));
    for (qsizetype i = 0; i < platforms.size(); ++i)
        places.push_back({order.sortKey(platforms[i].name), i});
    std::ranges::stable_sort(places, [](const Place &one, const Place &other) {
        return one.key.compare(other.key) < 0;
    });
    QList<Platform> sorted;
    sorted.reserve(platforms.size());
    for (const Place &place : places)
        sorted.append(platforms[place.index]);
    return sorted;
}

void replacePlatforms(CacheDatabase &database, const QString &connectionId,
                      const QList<Platform> &platforms)
{
    database.query(u"DELETE FROM platforms WHERE connection_id = ?"_s, {connectionId});
    // Twice the same id, or the backend repeats itself: the last place counts.
    QSqlQuery insert =
        database.prepare(u"INSERT OR REPLACE INTO platforms VALUES (?, ?, ?, ?, ?)"_s);
    for (qsizetype i = 0; i < platforms.size(); ++i) {
        const Platform &platform = platforms[i];
        insert.bindValue(0, connectionId);
        insert.bindValue(1, i);
        insert.bindValue(2, platform.id);
        insert.bindValue(3, platform.name.isNull() ? u""_s : platform.name);
        insert.bindValue(4, QString(roleName(platform.role)));
        CacheDatabase::execute(insert);
    }
    database.query(u"DELETE FROM keys WHERE connection_id = ? AND platform_id NOT IN "
                   "(SELECT id FROM platforms WHERE connection_id = ?)"_s,
                   {connectionId, connectionId});
}

} // namespace

bool LocalCache::isIn(const QString &folder)
{
    return QFile::exists(pathIn(folder));
}

LocalCache::LocalCache(Worker &worker, const QString &folder)
    : m_worker(worker)
    , m_database(std::make_shared<CacheDatabase>(pathIn(folder)))
{
}

LocalCache::~LocalCache()
{
    m_worker.run([database = std::move(m_database)]() mutable {
        database.reset();
        return Done{};
    });
}

template <typename Statements>
auto LocalCache::run(Statements statements)
{
    return m_worker.run([database = m_database, statements = std::move(statements)]() mutable {
        return database->run(statements);
    });
}

template <typename Statements>
auto LocalCache::change(Statements statements)
{
    m_ahead.reset();
    return run(std::move(statements));
}

QFuture<Result<QList<CachedPlatforms>>> LocalCache::platforms()
{
    return run(readPlatforms);
}

QFuture<Result<Done>> LocalCache::storePlatforms(const QString &connectionId,
                                                 const QList<Platform> &platforms,
                                                 const QDateTime &fetchedAt)
{
    const QVariantList connection{connectionId, fetchedAt.toMSecsSinceEpoch()};
    return change([=](CacheDatabase &database) {
        database.query(u"INSERT OR REPLACE INTO connections VALUES (?, ?)"_s, connection);
        replacePlatforms(database, connectionId, sortedByName(platforms));
        return Done{};
    });
}

void LocalCache::readAhead(const QString &connectionId, const QString &platformId)
{
    m_ahead = Ahead{connectionId, platformId, keys(connectionId, platformId)};
}

QFuture<Result<std::optional<CachedKeys>>> LocalCache::keys(const QString &connectionId,
                                                            const QString &platformId)
{
    const auto ahead = std::exchange(m_ahead, std::nullopt);
    if (ahead && ahead->connectionId == connectionId && ahead->platformId == platformId)
        return ahead->keys;
    const QVariantList values{connectionId, platformId};
    return run([values](CacheDatabase &database) -> std::optional<CachedKeys> {
        QSqlQuery row = database.query(
            u"SELECT fetched_at, list FROM keys WHERE connection_id = ? AND platform_id = ?"_s,
            values);
        if (!row.next())
            return std::nullopt;
        auto list = listFrom(row.value(1).toString());
        if (!list)
            return std::nullopt;
        return CachedKeys{*std::move(list), timeFrom(row.value(0))};
    });
}

QFuture<Result<Done>> LocalCache::storeKeys(const QString &connectionId, const QString &platformId,
                                            const KeyList &list, const QDateTime &fetchedAt)
{
    return change([=](CacheDatabase &database) {
        database.query(u"INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?)"_s,
                       {connectionId, platformId, fetchedAt.toMSecsSinceEpoch(), listText(list)});
        return Done{};
    });
}

QFuture<Result<Done>> LocalCache::removeRefused(const QString &connectionId,
                                                const QString &platformId, const Problem &refusal)
{
    const bool isGone = refusal.code == ProblemCode::NotFound;
    if (!isGone && refusal.code != ProblemCode::RoleRequired)
        return QtFuture::makeReadyFuture(Result<Done>(Done{}));
    const QVariantList values{connectionId, platformId};
    return change([isGone, values](CacheDatabase &database) {
        database.query(u"DELETE FROM keys WHERE connection_id = ? AND platform_id = ?"_s, values);
        if (isGone)
            database.query(u"DELETE FROM platforms WHERE connection_id = ? AND id = ?"_s, values);
        return Done{};
    });
}

QFuture<Result<Done>> LocalCache::removeConnection(const QString &connectionId)
{
    return change([connectionId](CacheDatabase &database) {
        for (const auto &sql : {u"DELETE FROM keys WHERE connection_id = ?"_s,
                                u"DELETE FROM platforms WHERE connection_id = ?"_s,
                                u"DELETE FROM connections WHERE id = ?"_s})
            database.query(sql, {connectionId});
        return Done{};
    });
}

} // namespace keydesk::client
