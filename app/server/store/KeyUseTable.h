// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "server/store/Database.h"
#include "server/store/Identifier.h"
#include "server/store/KeyPlace.h"

#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace keydesk::server {

struct CallCounts
{
    qint64 calls = 0;   ///< accepted
    qint64 refused = 0; ///< with a paused or expired key, or for another company
};

/** One hour, and one way in which the key was sent. */
struct HourOfUse
{
    qint64 startsAt = 0; ///< milliseconds since 1970 UTC
    SentVia via = SentVia::Header;
    CallCounts counts;
};

/** What is known of the use of one key since it was last written. */
struct KeyUse
{
    std::optional<qint64> lastUsedAt; ///< nothing if all calls were refused
    std::string lastUsedFrom;         ///< an IP address
    SentVia lastUsedVia = SentVia::Header;
    std::vector<HourOfUse> hours;

    /** Of the hour in which \a time (milliseconds since 1970 UTC) is. */
    CallCounts &at(qint64 time, SentVia via);
};

struct UsedKey
{
    Identifier platformId;
    Identifier keyId;
    KeyUse use;

    /** The order of KeyPlace. */
    static bool isBefore(const UsedKey &left, const UsedKey &right)
    {
        return std::tie(left.platformId, left.keyId) < std::tie(right.platformId, right.keyId);
    }
};

/**
 * When, from where and how often keys are used. Rows are in the order of KeyPlace: uses that are
 * written in this order touch few pages.
 */
class KeyUseTable
{
public:
    explicit KeyUseTable(Database &database);

    /** Adds to what is there, and nothing for keys that are gone. */
    void add(std::span<const UsedKey> uses);
    /** The hours since \a from (milliseconds) that had calls, by time. */
    std::vector<HourOfUse> hours(const KeyPlace &key, qint64 from);
    /** Removes up to \a limit rows that are too old; returns how many there were. */
    int removeOld(qint64 now, int limit);

private:
    void addEach(std::span<const UsedKey> uses);
    void addTogether(std::span<const UsedKey> uses);

    Database &m_database;
};

} // namespace keydesk::server
