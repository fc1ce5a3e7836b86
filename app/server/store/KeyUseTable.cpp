// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyUseTable.h"

#include "server/store/PostgresqlArray.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 millisecondsAnHour = 60LL * 60 * 1000;
constexpr qint64 hoursKept = 8 * 24;

// Another server on the same database may have seen a later use.
constexpr QLatin1StringView laterUse(
    " ON CONFLICT (platform_id, key_id) DO UPDATE SET at = excluded.at,"
    " address = excluded.address, via = excluded.via WHERE key_last_uses.at <= excluded.at");
constexpr QLatin1StringView moreCalls(
    " ON CONFLICT (platform_id, key_id, hour, via) DO UPDATE SET"
    " calls = key_calls.calls + excluded.calls, refused = key_calls.refused + excluded.refused");
// Locked in this order, and until the end: a key that is revoked meanwhile is not there any more,
// or is revoked afterwards.
constexpr QLatin1StringView theirKeys(
    " JOIN api_keys k ON k.platform_id = u.platform_id AND k.id = u.key_id"
    " ORDER BY k.platform_id, k.id FOR KEY SHARE OF k");

/** Rows for PostgreSQL, as one array a column. */
template <std::size_t count>
class Columns
{
public:
    template <typename... Values>
    void append(const Values &...values)
    {
        static_assert(sizeof...(values) == count);
        std::size_t column = 0;
        (m_columns[column++].append(values), ...);
    }

    void insert(Database &database, const QString &sql) const
    {
        if (m_columns.front().isEmpty())
            return;
        Statement statement = database.prepare(sql);
        std::apply([&](const auto &...columns) { statement.run(columns.text()...); }, m_columns);
    }

private:
    std::array<PostgresqlArray, count> m_columns;
};

} // namespace

CallCounts &KeyUse::at(qint64 time, SentVia via)
{
    const qint64 startsAt = time / millisecondsAnHour * millisecondsAnHour;
    const auto same = std::ranges::find_if(hours, [&](const HourOfUse &known) {
        return known.startsAt == startsAt && known.via == via;
    });
    return same != hours.end() ? same->counts
                               : hours.emplace_back(HourOfUse{startsAt, via, {}}).counts;
}

KeyUseTable::KeyUseTable(Database &database)
    : m_database(database)
{
}

// A round trip to a database server for each key would take as long as all their calls.
void KeyUseTable::add(std::span<const UsedKey> uses)
{
    if (m_database.dialect().isEmbedded())
        addEach(uses);
    else
        addTogether(uses);
}

void KeyUseTable::addEach(std::span<const UsedKey> uses)
{
    Statement last = m_database.prepare(
        u"INSERT INTO key_last_uses (platform_id, key_id, at, address, via)"_s
        u" SELECT platform_id, id, ?, ?, ? FROM api_keys WHERE platform_id = ? AND id = ?"_s +
        laterUse);
    Statement hour = m_database.prepare(
        u"INSERT INTO key_calls (platform_id, key_id, hour, via, calls, refused)"_s
        u" SELECT platform_id, id, ?, ?, ?, ? FROM api_keys WHERE platform_id = ? AND id = ?"_s +
        moreCalls);
    for (const auto &[platformId, keyId, use] : uses) {
        const KeyPlace key{textOf(platformId), textOf(keyId)};
        if (use.lastUsedAt)
            last.run(use.lastUsedAt, QString::fromStdString(use.lastUsedFrom),
                     QString(sentViaName(use.lastUsedVia)), key.platformId, key.keyId);
        for (const HourOfUse &calls : use.hours)
            hour.run(calls.startsAt / millisecondsAnHour, QString(sentViaName(calls.via)),
                     calls.counts.calls, calls.counts.refused, key.platformId, key.keyId);
    }
}

void KeyUseTable::addTogether(std::span<const UsedKey> uses)
{
    Columns<5> last;
    Columns<6> hours;
    for (const auto &[platformId, keyId, use] : uses) {
        const KeyPlace key{textOf(platformId), textOf(keyId)};
        if (use.lastUsedAt)
            last.append(key.platformId, key.keyId, *use.lastUsedAt,
                        QString::fromStdString(use.lastUsedFrom),
                        QString(sentViaName(use.lastUsedVia)));
        for (const HourOfUse &calls : use.hours)
            hours.append(key.platformId, key.keyId, calls.startsAt / millisecondsAnHour,
                         QString(sentViaName(calls.via)), calls.counts.calls, calls.counts.refused);
    }
    last.insert(m_database, u"INSERT INTO key_last_uses (platform_id, key_id, at, address, via)"
                            u" SELECT k.platform_id, k.id, u.at, u.address, u.via FROM unnest("
                            u" CAST(? AS text[]), CAST(? AS text[]), CAST(? AS bigint[]),"
                            u" CAST(? AS text[]), CAST(? AS text[]))"
                            u" AS u (platform_id, key_id, at, address, via)"_s +
                                theirKeys + laterUse);
    hours.insert(m_database, u"INSERT INTO key_calls (platform_id, key_id, hour, via, calls,"
                             u" refused) SELECT k.platform_id, k.id, u.hour, u.via, u.calls,"
                             u" u.refused FROM unnest(CAST(? AS text[]), CAST(? AS text[]),"
                             u" CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS bigint[]),"
                             u" CAST(? AS bigint[]))"
                             u" AS u (platform_id, key_id, hour, via, calls, refused)"_s +
                                 theirKeys + moreCalls);
}

std::vector<HourOfUse> KeyUseTable::hours(const KeyPlace &key, qint64 from)
{
    Statement select = m_database.prepare(
        u"SELECT hour, via, calls, refused FROM key_calls"_s
        u" WHERE platform_id = ? AND key_id = ? AND hour >= ? ORDER BY hour, via"_s);
    select.run(key.platformId, key.keyId, from / millisecondsAnHour);
    std::vector<HourOfUse> hours;
    while (select.next())
        hours.push_back({select.integer(0) * millisecondsAnHour,
                         sentViaFromName(select.text(1)).value_or(SentVia::Header),
                         {select.integer(2), select.integer(3)}});
    return hours;
}

int KeyUseTable::removeOld(qint64 now, int limit)
{
    Statement remove = m_database.prepare(
        u"DELETE FROM key_calls WHERE (platform_id, key_id, hour, via) IN"_s
        u" (SELECT platform_id, key_id, hour, via FROM key_calls WHERE hour < ? LIMIT ?)"_s);
    remove.run(now / millisecondsAnHour - hoursKept, limit);
    return remove.changes();
}

} // namespace keydesk::server
