// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "server/store/Database.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace keydesk::server {

struct CallCounts
{
    qint64 calls = 0;   ///< accepted
    qint64 refused = 0; ///< with a paused or expired key, or for another company
};

/** What is known of the use of one key since it was last written. */
struct KeyUse
{
    std::optional<qint64> lastUsedAt; ///< nothing if all calls were refused
    QString lastUsedFrom;
    SentVia lastUsedVia = SentVia::Header;
    /** By the hour (milliseconds / 3,600,000) and the way in which the key was sent. */
    std::map<std::pair<qint64, SentVia>, CallCounts> calls;
};

struct HourOfUse
{
    qint64 startsAt = 0; ///< milliseconds since 1970 UTC
    SentVia via = SentVia::Header;
    CallCounts counts;
};

/** When, from where and how often keys are used. */
class KeyUseTable
{
public:
    explicit KeyUseTable(Database &database);

    /** Does nothing for a key that is gone. */
    void add(const QString &keyId, const KeyUse &use);
    /** The hours since \a from (milliseconds) that had calls, by time. */
    std::vector<HourOfUse> hours(const QString &keyId, qint64 from);
    void removeOld(qint64 now);

private:
    void addLast(const QString &keyId, const KeyUse &use);

    Database &m_database;
};

} // namespace keydesk::server
