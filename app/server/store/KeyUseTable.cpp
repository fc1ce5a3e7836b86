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
    // Another server on the same database may have seen a later use.
    Statement last = m_database.prepare(
        u"UPDATE api_keys SET last_used_at = ?, last_used_from = ?, last_used_via = ?"_s
        u" WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)"_s);
    last.run(use.lastUsedAt, use.lastUsedFrom, QString(sentViaName(use.lastUsedVia)), keyId,
             use.lastUsedAt);
    for (const auto &[when, calls] : use.calls) {
        Statement count = m_database.prepare(
            u"INSERT INTO key_calls (key_id, hour, via, calls)"_s
            u" SELECT id, ?, ?, ? FROM api_keys WHERE id = ?"_s
            u" ON CONFLICT (key_id, hour, via) DO UPDATE SET calls = key_calls.calls + excluded.calls"_s);
        count.run(when.first, QString(sentViaName(when.second)), calls, keyId);
    }
}

void KeyUseTable::removeOld(qint64 now)
{
    Statement remove = m_database.prepare(u"DELETE FROM key_calls WHERE hour < ?"_s);
    remove.run(now / hour - hoursKept);
}

} // namespace keydesk::server
