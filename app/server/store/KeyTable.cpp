// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyTable.h"

#include "keys/Platform.h"
#include "server/store/Identifier.h"

#include <sodium.h>

#include <algorithm>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 60LL * 60 * 1000;
constexpr qsizetype saltSize = 32;

QByteArray bytesOf(const Sha256 &hash)
{
    return {reinterpret_cast<const char *>(hash.data()), static_cast<qsizetype>(hash.size())};
}

// What "the same payload" means: the same wish of the same member, however its JSON was written.
QByteArray payloadHash(const KeyCreation &creation)
{
    const QByteArray expiry =
        creation.expiresAt ? QByteArray::number(*creation.expiresAt) : QByteArray();
    return bytesOf(sha256(creation.createdBy.id.toUtf8() + '\n' + expiry + '\n' +
                          creation.label.text().toUtf8()));
}

std::optional<QDateTime> timeFrom(std::optional<qint64> milliseconds)
{
    return milliseconds ? std::optional(QDateTime::fromMSecsSinceEpoch(*milliseconds, Qt::UTC))
                        : std::nullopt;
}

// Calls are counted by the hour: this one and the 23 before it.
constexpr QStringView columns = u"SELECT k.id, k.label, k.hint, k.created_at, m.id, m.name,"
                                u" k.last_used_at, k.last_used_from, k.last_used_via, k.expires_at,"
                                u" k.state, (SELECT COALESCE(SUM(c.calls), 0) FROM key_calls c"
                                u" WHERE c.key_id = k.id AND c.hour > ?) FROM api_keys k"
                                u" JOIN members m ON m.id = k.created_by ";

qint64 dayBefore(qint64 now)
{
    return now / hour - 24;
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
    return key;
}

} // namespace

KeyTable::KeyTable(Database &database)
    : m_database(database)
{
}

std::vector<ApiKey> KeyTable::list(const QString &platformId, qint64 now)
{
    static const QString sql =
        columns.toString() + u"WHERE k.platform_id = ? ORDER BY k.created_at, k.id"_s;
    Statement select = m_database.prepare(sql);
    select.run(dayBefore(now), platformId);
    std::vector<ApiKey> keys;
    while (select.next())
        keys.push_back(keyFrom(select));
    return keys;
}

tl::expected<CreatedKey, ProblemCode> KeyTable::create(const KeyCreation &creation,
                                                       const ServerKey &serverKey, qint64 now)
{
    if (auto before = repeated(creation, serverKey, now))
        return std::move(*before);
    if (const auto problem = obstacle(creation, now))
        return tl::unexpected(*problem);
    return insert(creation, serverKey, now);
}

std::optional<tl::expected<CreatedKey, ProblemCode>> KeyTable::repeated(const KeyCreation &creation,
                                                                        const ServerKey &serverKey,
                                                                        qint64 now)
{
    static const QString sql =
        columns.toString() + u"WHERE k.platform_id = ? AND k.idempotency_sha256 = ?"_s;
    const QByteArray idempotency = bytesOf(creation.idempotencyKey.sha256());
    Statement select = m_database.prepare(sql);
    select.run(dayBefore(now), creation.platformId, idempotency);
    if (!select.next())
        return std::nullopt;
    ApiKey key = keyFrom(select);
    Statement more = m_database.prepare(
        u"SELECT payload_sha256, salt, secret_sha256 FROM api_keys WHERE id = ?"_s);
    more.run(key.id);
    more.next();
    if (more.bytes(0) != payloadHash(creation))
        return tl::unexpected(ProblemCode::IdempotencyKeyReused);
    const QByteArray salt = more.bytes(1);
    if (salt.isEmpty() || key.createdAt.toMSecsSinceEpoch() + saltLifetime <= now)
        return tl::unexpected(ProblemCode::AlreadyAcknowledged);
    ApiKeySecret secret = serverKey.derive(salt, creation.platformId, creation.idempotencyKey);
    // With another server key than at the create, nobody can derive the secret any more.
    if (bytesOf(secret.sha256()) != more.bytes(2))
        return tl::unexpected(ProblemCode::AlreadyAcknowledged);
    return CreatedKey{std::move(key), std::move(secret)};
}

std::optional<ProblemCode> KeyTable::obstacle(const KeyCreation &creation, qint64 now)
{
    if (creation.expiresAt && *creation.expiresAt <= now)
        return ProblemCode::ExpiryInvalid;
    Statement same = m_database.prepare(
        u"SELECT COUNT(*) FROM api_keys WHERE platform_id = ? AND label_key = ?"_s);
    same.run(creation.platformId, creation.label.uniquenessKey());
    if (same.next() && same.integer(0) > 0)
        return ProblemCode::LabelTaken;
    Statement all = m_database.prepare(u"SELECT COUNT(*) FROM api_keys WHERE platform_id = ?"_s);
    all.run(creation.platformId);
    if (all.next() && all.integer(0) >= keyLimit)
        return ProblemCode::KeyLimitReached;
    return std::nullopt;
}

CreatedKey KeyTable::insert(const KeyCreation &creation, const ServerKey &serverKey, qint64 now)
{
    QByteArray salt(saltSize, Qt::Uninitialized);
    randombytes_buf(salt.data(), static_cast<std::size_t>(salt.size()));
    ApiKeySecret secret = serverKey.derive(salt, creation.platformId, creation.idempotencyKey);
    ApiKey key;
    key.id = newIdentifier();
    key.label = creation.label.text();
    key.hint = secret.hint();
    key.createdAt = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC);
    key.createdBy = creation.createdBy;
    key.expiresAt = timeFrom(creation.expiresAt);
    Statement insert = m_database.prepare(
        u"INSERT INTO api_keys (id, platform_id, label, label_key, hint, secret_sha256, state,"_s
        u" created_at, created_by, expires_at, salt, idempotency_sha256, payload_sha256)"_s
        u" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    insert.run(key.id, creation.platformId, key.label, creation.label.uniquenessKey(), key.hint,
               bytesOf(secret.sha256()), QString(keyStateName(key.state)), now, key.createdBy.id,
               creation.expiresAt, salt, bytesOf(creation.idempotencyKey.sha256()),
               payloadHash(creation));
    return {std::move(key), std::move(secret)};
}

bool KeyTable::remove(const QString &platformId, const QString &keyId)
{
    Statement remove =
        m_database.prepare(u"DELETE FROM api_keys WHERE platform_id = ? AND id = ?"_s);
    remove.run(platformId, keyId);
    return remove.changes() > 0;
}

std::optional<KeyCredential> KeyTable::withSecret(const Sha256 &secret, qint64 now)
{
    Statement select = m_database.prepare(
        u"SELECT id, platform_id, secret_sha256, state, expires_at FROM api_keys"_s
        u" WHERE secret_sha256 = ?"_s);
    select.run(bytesOf(secret));
    if (!select.next())
        return std::nullopt;
    KeyCredential found{.id = select.text(0), .platformId = select.text(1)};
    const QByteArray stored = select.bytes(2);
    std::copy_n(stored.begin(), std::min<qsizetype>(stored.size(), 32), found.secretSha256.begin());
    const auto expiresAt = select.optionalInteger(4);
    found.isUsable =
        keyStateFromName(select.text(3)).value_or(KeyState::Paused) != KeyState::Paused &&
        (!expiresAt || *expiresAt > now);
    return found;
}

int KeyTable::removeOldSalts(qint64 now)
{
    Statement update = m_database.prepare(
        u"UPDATE api_keys SET salt = NULL WHERE salt IS NOT NULL AND created_at <= ?"_s);
    update.run(now - saltLifetime);
    return update.changes();
}

} // namespace keydesk::server
