// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyTable.h"

#include "server/store/Blob.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 millisecondsInHour = 60LL * 60 * 1000;

std::optional<QDateTime> timeFrom(std::optional<qint64> milliseconds)
{
    return milliseconds ? std::optional(QDateTime::fromMSecsSinceEpoch(*milliseconds, Qt::UTC))
                        : std::nullopt;
}

std::optional<qint64> millisecondsOf(const std::optional<QDateTime> &time)
{
    return time ? std::optional(time->toMSecsSinceEpoch()) : std::nullopt;
}

// Calls are counted by the hour: this one and the 23 before it.
constexpr QStringView selectKeys = u"SELECT k.id, k.label, k.hint, k.created_at, m.id, m.name,"
                                   u" u.at, u.address, u.via, k.expires_at, k.state,"
                                   u" (SELECT COALESCE(SUM(c.calls), 0) FROM key_calls c"
                                   u" WHERE c.platform_id = k.platform_id AND c.key_id = k.id"
                                   u" AND c.hour > ?), k.platform_id, k.secret_sha256, k.salt,"
                                   u" k.idempotency_sha256, k.payload_sha256"
                                   u" FROM api_keys k JOIN members m ON m.id = k.created_by"
                                   u" LEFT JOIN key_last_uses u ON u.platform_id = k.platform_id"
                                   u" AND u.key_id = k.id ";

qint64 dayBefore(qint64 now)
{
    return now / millisecondsInHour - 24;
}

ApiKey keyFrom(const Statement &row)
{
    ApiKey key;
    key.id = row.text(0);
    key.label = row.text(1);
    key.hint = row.text(2);
    key.createdAt = QDateTime::fromMSecsSinceEpoch(row.integer(3), Qt::UTC);
    key.createdBy = {row.text(4), row.text(5)};
    key.lastUsedAt = timeFrom(row.optionalInteger(6));
    key.lastUsedFrom = row.optionalText(7);
    if (const auto via = row.optionalText(8))
        key.lastUsedVia = sentViaFromName(*via);
    key.expiresAt = timeFrom(row.optionalInteger(9));
    key.state = keyStateFromName(row.text(10)).value_or(KeyState::Paused);
    key.callsLast24h = row.integer(11);
    key.revision = revisionOf(key);
    return key;
}

KeyCredential credentialFrom(const Statement &row, qint64 now)
{
    KeyCredential found;
    found.id = identifierFrom(row.text(0));
    found.platformId = identifierFrom(row.text(1));
    found.secretSha256 = sha256From(row.bytes(2));
    found.expiresAt = row.optionalInteger(4);
    found.createdAt = row.integer(5);
    found.isUsable = keyStateFromName(row.text(3)).value_or(KeyState::Paused) != KeyState::Paused &&
                     (!found.expiresAt || *found.expiresAt > now);
    return found;
}

} // namespace

KeyTable::KeyTable(Database &database)
    : m_database(database)
{
}

std::vector<ApiKey> KeyTable::list(const QString &platformId, qint64 now)
{
    static const QString sql =
        selectKeys.toString() + u"WHERE k.platform_id = ? ORDER BY k.created_at, k.id"_s;
    Statement select = m_database.prepare(sql);
    select.run(dayBefore(now), platformId);
    std::vector<ApiKey> keys;
    while (select.next())
        keys.push_back(keyFrom(select));
    return keys;
}

std::optional<ApiKey> KeyTable::find(const QString &platformId, const QString &keyId, qint64 now)
{
    static const QString sql = selectKeys.toString() + u"WHERE k.platform_id = ? AND k.id = ?"_s;
    Statement select = m_database.prepare(sql);
    select.run(dayBefore(now), platformId, keyId);
    return select.next() ? std::optional(keyFrom(select)) : std::nullopt;
}

std::optional<KnownCreate> KeyTable::withIdempotencyKey(const QString &platformId,
                                                        const Sha256 &idempotencyKey, qint64 now)
{
    static const QString sql =
        selectKeys.toString() + u"WHERE k.platform_id = ? AND k.idempotency_sha256 = ?"_s;
    Statement select = m_database.prepare(sql);
    select.run(dayBefore(now), platformId, blobOf(idempotencyKey));
    if (!select.next())
        return std::nullopt;
    return KnownCreate{keyFrom(select),
                       {sha256From(select.bytes(13)), select.bytes(14),
                        sha256From(select.bytes(15)), sha256From(select.bytes(16))}};
}

std::vector<PlacedKey> KeyTable::managedBy(const QString &memberId,
                                           const std::vector<Sha256> &secrets, qint64 now)
{
    static const QString sql = selectKeys.toString() +
                               u"WHERE k.secret_sha256 = ? AND EXISTS (SELECT 1 FROM memberships s"
                               u" WHERE s.platform_id = k.platform_id AND s.member_id = ?"
                               u" AND s.role IN ('owner', 'admin'))"_s;
    std::vector<PlacedKey> keys;
    for (const Sha256 &secret : secrets) {
        Statement select = m_database.prepare(sql);
        select.run(dayBefore(now), blobOf(secret), memberId);
        if (select.next())
            keys.push_back({select.text(12), secret, keyFrom(select)});
    }
    return keys;
}

int KeyTable::count(const QString &platformId)
{
    Statement all = m_database.prepare(u"SELECT COUNT(*) FROM api_keys WHERE platform_id = ?"_s);
    all.run(platformId);
    return all.next() ? static_cast<int>(all.integer(0)) : 0;
}

bool KeyTable::isLabelTaken(const QString &platformId, const KeyLabel &label,
                            const QString &exceptId)
{
    Statement same = m_database.prepare(
        u"SELECT COUNT(*) FROM api_keys WHERE platform_id = ? AND label_key = ?"_s
        u" AND state <> 'retiring' AND id <> ?"_s);
    same.run(platformId, label.uniquenessKey(), exceptId);
    return same.next() && same.integer(0) > 0;
}

void KeyTable::insert(const QString &platformId, const ApiKey &key, const KeyLabel &label,
                      const SecretOrigin &origin)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO api_keys (id, platform_id, label, label_key, hint, secret_sha256, state,"_s
        u" created_at, created_by, expires_at, salt, idempotency_sha256, payload_sha256)"_s
        u" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    insert.run(key.id, platformId, label.text(), label.uniquenessKey(), key.hint,
               blobOf(origin.secretSha256), QString(keyStateName(key.state)),
               key.createdAt.toMSecsSinceEpoch(), key.createdBy.id, millisecondsOf(key.expiresAt),
               origin.salt, blobOf(origin.idempotencySha256), blobOf(origin.payloadSha256));
}

void KeyTable::update(const QString &platformId, const ApiKey &key, const KeyLabel &label)
{
    Statement update = m_database.prepare(
        u"UPDATE api_keys SET label = ?, label_key = ?, expires_at = ?, state = ?"_s
        u" WHERE platform_id = ? AND id = ?"_s);
    update.run(label.text(), label.uniquenessKey(), millisecondsOf(key.expiresAt),
               QString(keyStateName(key.state)), platformId, key.id);
}

void KeyTable::retire(const QString &platformId, const QString &keyId, qint64 expiresAt)
{
    Statement update =
        m_database.prepare(u"UPDATE api_keys SET state = 'retiring', expires_at = ?"_s
                           u" WHERE platform_id = ? AND id = ?"_s);
    update.run(expiresAt, platformId, keyId);
}

bool KeyTable::remove(const QString &platformId, const QString &keyId)
{
    Statement remove =
        m_database.prepare(u"DELETE FROM api_keys WHERE platform_id = ? AND id = ?"_s);
    remove.run(platformId, keyId);
    return remove.changes() > 0;
}

bool KeyTable::removeSalt(const QString &platformId, const QString &keyId)
{
    Statement update =
        m_database.prepare(u"UPDATE api_keys SET salt = NULL"_s
                           u" WHERE salt IS NOT NULL AND platform_id = ? AND id = ?"_s);
    update.run(platformId, keyId);
    return update.changes() > 0;
}

int KeyTable::removeOldSalts(qint64 now, int limit)
{
    Statement update = m_database.prepare(
        u"UPDATE api_keys SET salt = NULL WHERE (platform_id, id) IN (SELECT platform_id, id"_s
        u" FROM api_keys WHERE salt IS NOT NULL AND created_at <= ? LIMIT ?)"_s);
    update.run(now - saltLifetime, limit);
    return update.changes();
}

std::vector<KeyPlace> KeyTable::retired(qint64 now, int limit)
{
    Statement select = m_database.prepare(
        u"SELECT platform_id, id FROM api_keys WHERE state = 'retiring' AND expires_at <= ?"_s
        u" ORDER BY expires_at LIMIT ?"_s);
    select.run(now, limit);
    std::vector<KeyPlace> keys;
    while (select.next())
        keys.push_back({select.text(0), select.text(1)});
    return keys;
}

template <typename... Values>
std::vector<KeyCredential> KeyTable::credentials(const QString &condition, qint64 now,
                                                 const Values &...values)
{
    Statement select = m_database.prepare(
        u"SELECT id, platform_id, secret_sha256, state, expires_at, created_at FROM api_keys WHERE "_s +
        condition);
    select.run(values...);
    std::vector<KeyCredential> found;
    while (select.next())
        found.push_back(credentialFrom(select, now));
    return found;
}

std::optional<KeyCredential> KeyTable::withSecret(const Sha256 &secret, qint64 now)
{
    auto found = credentials(u"secret_sha256 = ?"_s, now, blobOf(secret));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<KeyCredential> KeyTable::at(const QString &platformId, const QString &keyId,
                                          qint64 now)
{
    auto found = credentials(u"platform_id = ? AND id = ?"_s, now, platformId, keyId);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

} // namespace keydesk::server
