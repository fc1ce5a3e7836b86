// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyUseTable.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 60LL * 60 * 1000;
constexpr qint64 hoursKept = 8 * 24;

} // namespace

KeyUseTable::KeyUseTable(Database &database)
    : m_database(database)
{
}

void KeyUseTable::add(const QString &keyId, const KeyUse &use)
{
    if (use.lastUsedAt)
        addLast(keyId, use);
    for (const auto &[when, counts] : use.calls) {
        Statement count =
            m_database.prepare(u"INSERT INTO key_calls (key_id, hour, via, calls, refused)"_s
                               u" SELECT id, ?, ?, ?, ? FROM api_keys WHERE id = ?"_s
                               u" ON CONFLICT (key_id, hour, via) DO UPDATE SET"_s
                               u" calls = key_calls.calls + excluded.calls,"_s
                               u" refused = key_calls.refused + excluded.refused"_s);
        count.run(when.first, QString(sentViaName(when.second)), counts.calls, counts.refused,
                  keyId);
    }
}

void KeyUseTable::addLast(const QString &keyId, const KeyUse &use)
{
    // Another server on the same database may have seen a later use.
    Statement last = m_database.prepare(
        u"UPDATE api_keys SET last_used_at = ?, last_used_from = ?, last_used_via = ?"_s
        u" WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)"_s);
    last.run(use.lastUsedAt, use.lastUsedFrom, QString(sentViaName(use.lastUsedVia)), keyId,
             use.lastUsedAt);
}

std::vector<HourOfUse> KeyUseTable::hours(const QString &keyId, qint64 from)
{
    Statement select = m_database.prepare(
        u"SELECT hour, via, calls, refused FROM key_calls WHERE key_id = ? AND hour >= ?"_s
        u" ORDER BY hour, via"_s);
    select.run(keyId, from / hour);
    std::vector<HourOfUse> hours;
    while (select.next())
        hours.push_back({select.integer(0) * hour,
                         sentViaFromName(select.text(1)).value_or(SentVia::Header),
                         {select.integer(2), select.integer(3)}});
    return hours;
}

void KeyUseTable::removeOld(qint64 now)
{
    Statement remove = m_database.prepare(u"DELETE FROM key_calls WHERE hour < ?"_s);
    remove.run(now / hour - hoursKept);
}

} // namespace keydesk::server
