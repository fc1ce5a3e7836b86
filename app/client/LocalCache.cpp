// SPDX-License-Identifier: Apache-2.0
#include "client/LocalCache.h"

#include "client/CacheDatabase.h"
#include "client/Worker.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

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

// One statement for everything: this is what stands between the start and a filled sidebar.
QList<CachedPlatforms> readPlatforms(CacheDatabase &database)
{
    QSqlQuery rows =
        database.query(u"SELECT c.id, c.fetched_at, p.id, p.name, p.role "
                       "FROM connections c LEFT JOIN platforms p ON p.connection_id = c.id "
                       "ORDER BY c.id, p.position"_s);
    QList<CachedPlatforms> all;
    while (rows.next()) {
        const QString connectionId = rows.value(0).toString();
        if (all.isEmpty() || all.last().connectionId != connectionId)
            all.append({.connectionId = connectionId,
                        .fetchedAt = timeFrom(rows.value(1)),
                        .platforms = {}});
        // A role that this version does not know comes with the backend's answer, or does not.
        const auto role = roleFromName(rows.value(4).toString());
        if (!role)
            continue;
        all.last().platforms.append(
            {.id = rows.value(2).toString(), .name = rows.value(3).toString(), .role = *role});
    }
    return all;
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

LocalCache::LocalCache(Worker &worker, const QString &folder)
    : m_worker(worker)
    , m_database(std::make_shared<CacheDatabase>(folder + u"/cache.db"_s))
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

QFuture<Result<QList<CachedPlatforms>>> LocalCache::platforms()
{
    return run(readPlatforms);
}

QFuture<Result<Done>> LocalCache::storePlatforms(const QString &connectionId,
                                                 const QList<Platform> &platforms,
                                                 const QDateTime &fetchedAt)
{
    const QVariantList connection{connectionId, fetchedAt.toMSecsSinceEpoch()};
    return run([=](CacheDatabase &database) {
        database.query(u"INSERT OR REPLACE INTO connections VALUES (?, ?)"_s, connection);
        replacePlatforms(database, connectionId, platforms);
        return Done{};
    });
}

QFuture<Result<std::optional<CachedKeys>>> LocalCache::keys(const QString &connectionId,
                                                            const QString &platformId)
{
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
    return run([=](CacheDatabase &database) {
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
    return run([isGone, values](CacheDatabase &database) {
        database.query(u"DELETE FROM keys WHERE connection_id = ? AND platform_id = ?"_s, values);
        if (isGone)
            database.query(u"DELETE FROM platforms WHERE connection_id = ? AND id = ?"_s, values);
        return Done{};
    });
}

QFuture<Result<Done>> LocalCache::removeConnection(const QString &connectionId)
{
    return run([connectionId](CacheDatabase &database) {
        for (const auto &sql : {u"DELETE FROM keys WHERE connection_id = ?"_s,
                                u"DELETE FROM platforms WHERE connection_id = ?"_s,
                                u"DELETE FROM connections WHERE id = ?"_s})
            database.query(sql, {connectionId});
        return Done{};
    });
}

} // namespace keydesk::client
