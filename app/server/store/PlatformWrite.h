// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Dialect.h"
#include "server/store/Store.h"

#include <QString>

#include <utility>

namespace keydesk::server {

/**
 * Like Store::write(), while no other instance changes the platform: what \a work reads of it is
 * true until the end of the transaction. \a platformId must live as long as the awaitable.
 */
template <typename Work>
auto writePlatform(Store &store, const QString &platformId, Work work)
{
    return store.write([&platformId, work = std::move(work)](Database &database) mutable {
        database.dialect().lockPlatform(database, platformId);
        return work(database);
    });
}

} // namespace keydesk::server
