// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/KeysClient.h"
#include "keys/Platform.h"
#include "keys/Problem.h"

#include <QDateTime>
#include <QFuture>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace keydesk::client {

class CacheDatabase;
class Worker;

/** The platforms of one connection as they were when the backend last told them. */
struct CachedPlatforms
{
    QString connectionId;
    QDateTime fetchedAt;       ///< UTC
    QList<Platform> platforms; ///< in nameOrder(), so that they can be shown at once

    bool operator==(const CachedPlatforms &) const = default;
};

/** The keys of one platform likewise. Never a secret. */
struct CachedKeys
{
    KeyList list;
    QDateTime fetchedAt; ///< UTC
};

/**
 * What the backends told last, in cache.db, so that the window is filled before they answer.
 *
 * A cache may be lost: a file that is damaged or of a newer version is put aside as
 * cache.db.aside, and another one is begun. Disk and SQL are the worker's; futures finish in this
 * object's thread. A folder that cannot be written and a full disk are ProblemCode::CacheFailed,
 * for a log: the application goes on without what was to be kept.
 */
class LocalCache
{
public:
    /** Whether an earlier run left something in \a folder that can be shown at once. */
    static bool isIn(const QString &folder);

    /** Touches nothing yet. \a worker must outlive this object. */
    LocalCache(Worker &worker, const QString &folder);
    ~LocalCache();

    /** Of all connections that have any. */
    QFuture<Result<QList<CachedPlatforms>>> platforms();

    /** Replaces what was known; platforms that are not there any more go with their keys. */
    QFuture<Result<Done>> storePlatforms(const QString &connectionId,
                                         const QList<Platform> &platforms,
                                         const QDateTime &fetchedAt);

    /** Nothing if none are kept. */
    QFuture<Result<std::optional<CachedKeys>>> keys(const QString &connectionId,
                                                    const QString &platformId);
    /** Begins to read what keys() will be asked for next. */
    void readAhead(const QString &connectionId, const QString &platformId);
    QFuture<Result<Done>> storeKeys(const QString &connectionId, const QString &platformId,
                                    const KeyList &list, const QDateTime &fetchedAt);

    /**
     * Drops what \a refusal says is not this member's to see (any more): the keys after
     * RoleRequired, the platform too after NotFound, nothing after anything else.
     */
    QFuture<Result<Done>> removeRefused(const QString &connectionId, const QString &platformId,
                                        const Problem &refusal);
    QFuture<Result<Done>> removeConnection(const QString &connectionId);

private:
    struct Ahead
    {
        QString connectionId;
        QString platformId;
        QFuture<Result<std::optional<CachedKeys>>> keys;
    };

    template <typename Statements>
    auto run(Statements statements);
    template <typename Statements>
    auto change(Statements statements);

    std::optional<Ahead> m_ahead; ///< until it is asked for, or may have changed
    Worker &m_worker;
    std::shared_ptr<CacheDatabase> m_database; ///< used and closed in the worker's thread
};

} // namespace keydesk::client
