// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyLedger.h"

#include "keys/Platform.h"
#include "server/store/Blob.h"
#include "server/store/Identifier.h"
#include "server/store/PlatformTable.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype saltSize = 32;
constexpr int retiredAtOnce = 100;

QDateTime timeFrom(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

QJsonValue jsonOf(const std::optional<QDateTime> &time)
{
    return time ? QJsonValue(rfc3339(*time)) : QJsonValue();
}

// What is kept is what a label can be; it was parsed when it came.
KeyLabel labelOf(const ApiKey &key)
{
    return KeyLabel::parse(key.label).value();
}

QJsonObject difference(const ApiKey &before, const ApiKey &after)
{
    QJsonObject detail;
    if (before.label != after.label)
        detail.insert(u"label"_s, QJsonObject{{u"from"_s, before.label}, {u"to"_s, after.label}});
    if (before.expiresAt != after.expiresAt)
        detail.insert(u"expiresAt"_s, QJsonObject{{u"from"_s, jsonOf(before.expiresAt)},
                                                  {u"to"_s, jsonOf(after.expiresAt)}});
    if (before.state != after.state)
        detail.insert(u"state"_s, QJsonObject{{u"from"_s, QString(keyStateName(before.state))},
                                              {u"to"_s, QString(keyStateName(after.state))}});
    return detail;
}

} // namespace

KeyLedger::KeyLedger(Database &database, QString platformId, Actor actor, qint64 now)
    : m_database(database)
    , m_keys(database)
    , m_platformId(std::move(platformId))
    , m_actor(std::move(actor))
    , m_now(now)
{
    database.dialect().lockPlatform(database, m_platformId);
}

std::optional<ProblemCode> KeyLedger::obstacle()
{
    const auto role = PlatformTable(m_database).role(m_platformId, m_actor.member.id);
    if (!role)
        return ProblemCode::NotFound;
    return mayManageKeys(*role) ? std::nullopt : std::optional(ProblemCode::RoleRequired);
}

// What "the same payload" means: the same wish of the same member, however its JSON was written.
Sha256 KeyLedger::payloadHash(const QByteArray &wish) const
{
    return sha256(m_actor.member.id.toUtf8() + '\n' + wish);
}

Decision<CreatedKey> KeyLedger::create(const KeyCreation &creation, const ServerKey &serverKey)
{
    const QByteArray expiry =
        creation.expiresAt ? QByteArray::number(*creation.expiresAt) : QByteArray();
    const Sha256 payload = payloadHash(expiry + '\n' + creation.label.text().toUtf8());
    if (auto before = repeated(creation.idempotencyKey, payload, serverKey))
        return std::move(*before);
    if (creation.expiresAt && *creation.expiresAt <= m_now)
        return tl::unexpected(ProblemCode::ExpiryInvalid);
    if (m_keys.isLabelTaken(m_platformId, creation.label, {}))
        return tl::unexpected(ProblemCode::LabelTaken);
    if (m_keys.count(m_platformId) >= keyLimit)
        return tl::unexpected(ProblemCode::KeyLimitReached);
    return insert({creation.label, creation.expiresAt, creation.idempotencyKey, payload, {}},
                  serverKey);
}

std::optional<Decision<CreatedKey>> KeyLedger::repeated(const IdempotencyKey &idempotencyKey,
                                                        const Sha256 &payload,
                                                        const ServerKey &serverKey)
{
    auto before = m_keys.withIdempotencyKey(m_platformId, idempotencyKey.sha256(), m_now);
    if (!before)
        return std::nullopt;
    const SecretOrigin &origin = before->origin;
    if (origin.payloadSha256 != payload)
        return tl::unexpected(ProblemCode::IdempotencyKeyReused);
    if (origin.salt.isEmpty() || before->key.createdAt.toMSecsSinceEpoch() + saltLifetime <= m_now)
        return tl::unexpected(ProblemCode::AlreadyAcknowledged);
    ApiKeySecret secret = serverKey.derive(origin.salt, m_platformId, idempotencyKey);
    // With another server key than at the create, nobody can derive the secret any more.
    if (secret.sha256() != origin.secretSha256)
        return tl::unexpected(ProblemCode::AlreadyAcknowledged);
    return CreatedKey{std::move(before->key), std::move(secret)};
}

CreatedKey KeyLedger::insert(const Wish &wish, const ServerKey &serverKey)
{
    QByteArray salt(saltSize, Qt::Uninitialized);
    randombytes_buf(salt.data(), static_cast<std::size_t>(salt.size()));
    ApiKeySecret secret = serverKey.derive(salt, m_platformId, wish.idempotencyKey);
    ApiKey key;
    key.id = newIdentifier();
    key.label = wish.label.text();
    key.hint = secret.hint();
    key.createdAt = timeFrom(m_now);
    key.createdBy = m_actor.member;
    if (wish.expiresAt)
        key.expiresAt = timeFrom(*wish.expiresAt);
    key.revision = revisionOf(key);
    m_keys.insert(m_platformId, key, wish.label,
                  {secret.sha256(), salt, wish.idempotencyKey.sha256(), wish.payload});
    note(auditAction::keyCreated, key, wish.detail);
    return {std::move(key), std::move(secret)};
}

Decision<CreatedKey> KeyLedger::replace(const KeyReplacement &replacement,
                                        const ServerKey &serverKey)
{
    const QByteArray overlap = QByteArray::number(qint64{replacement.overlap.count()});
    const Sha256 payload =
        payloadHash("replacement\n" + overlap + '\n' + replacement.keyId.toUtf8());
    if (auto before = repeated(replacement.idempotencyKey, payload, serverKey))
        return std::move(*before);
    const auto old = m_keys.find(m_platformId, replacement.keyId, m_now);
    if (!old)
        return tl::unexpected(ProblemCode::NotFound);
    const bool overlaps = replacement.overlap.count() > 0;
    const bool hasExpired = old->expiresAt && old->expiresAt->toMSecsSinceEpoch() <= m_now;
    // An overlap would bring a paused key back to life.
    if (old->state == KeyState::Retiring || hasExpired ||
        (old->state == KeyState::Paused && overlaps))
        return tl::unexpected(ProblemCode::KeyStateConflict);
    if (overlaps && m_keys.count(m_platformId) >= keyLimit)
        return tl::unexpected(ProblemCode::KeyLimitReached);
    retire(*old, replacement);
    const auto expiresAt =
        old->expiresAt ? std::optional(old->expiresAt->toMSecsSinceEpoch()) : std::nullopt;
    return insert({labelOf(*old), expiresAt, replacement.idempotencyKey, payload,
                   QJsonObject{{u"replaces"_s, old->id}}},
                  serverKey);
}

void KeyLedger::retire(const ApiKey &key, const KeyReplacement &replacement)
{
    if (replacement.overlap.count() == 0) {
        m_keys.remove(m_platformId, key.id);
        note(auditAction::keyRevoked, key, {{u"reason"_s, u"replaced"_s}});
        return;
    }
    ApiKey retiring = key;
    retiring.state = KeyState::Retiring;
    retiring.expiresAt = timeFrom(m_now + std::chrono::milliseconds(replacement.overlap).count());
    if (key.expiresAt)
        retiring.expiresAt = std::min(*retiring.expiresAt, *key.expiresAt);
    m_keys.retire(m_platformId, key.id, retiring.expiresAt->toMSecsSinceEpoch());
    note(auditAction::keyUpdated, key, difference(key, retiring));
}

Decision<ApiKey> KeyLedger::change(const QString &keyId, const KeyChange &change)
{
    const auto before = m_keys.find(m_platformId, keyId, m_now);
    if (!before)
        return tl::unexpected(ProblemCode::NotFound);
    if (before->state == KeyState::Retiring)
        return tl::unexpected(ProblemCode::KeyStateConflict);
    ApiKey after = *before;
    const KeyLabel label = change.label ? *change.label : labelOf(*before);
    after.label = label.text();
    if (change.expiresAt)
        after.expiresAt =
            *change.expiresAt ? std::optional(timeFrom(**change.expiresAt)) : std::nullopt;
    after.state = change.state.value_or(before->state);
    // Asked again after a lost answer, it has been done whatever the condition (RFC 9110, 13.1.1).
    if (after == *before)
        return after;
    if (!change.ifMatch.isEmpty() && !change.ifMatch.contains(before->revision))
        return tl::unexpected(ProblemCode::KeyChanged);
    if (after.expiresAt != before->expiresAt && after.expiresAt &&
        after.expiresAt->toMSecsSinceEpoch() <= m_now)
        return tl::unexpected(ProblemCode::ExpiryInvalid);
    if (m_keys.isLabelTaken(m_platformId, label, keyId))
        return tl::unexpected(ProblemCode::LabelTaken);
    m_keys.update(m_platformId, after, label);
    after.revision = revisionOf(after);
    note(auditAction::keyUpdated, after, difference(*before, after));
    return after;
}

Decision<Done> KeyLedger::acknowledge(const QString &keyId)
{
    const auto key = m_keys.find(m_platformId, keyId, m_now);
    if (!key)
        return tl::unexpected(ProblemCode::NotFound);
    if (m_keys.removeSalt(m_platformId, keyId))
        note(auditAction::keyAcknowledged, *key, {});
    return Done();
}

Decision<Done> KeyLedger::revoke(const QString &keyId, const QJsonObject &detail)
{
    const auto key = m_keys.find(m_platformId, keyId, m_now);
    if (!key || !m_keys.remove(m_platformId, keyId))
        return tl::unexpected(ProblemCode::NotFound);
    note(auditAction::keyRevoked, *key, detail);
    return Done();
}

void KeyLedger::note(QLatin1StringView action, const ApiKey &key, const QJsonObject &detail)
{
    AuditTable(m_database)
        .append(m_platformId, m_actor, {QString(action), key.id, key.label, detail}, m_now);
}

int removeRetiredKeys(Database &database, qint64 now)
{
    int count = 0;
    auto keys = KeyTable(database).retired(now, retiredAtOnce);
    // In the same order everywhere: two instances would wait for each other otherwise.
    std::ranges::sort(keys, KeyPlace::isBefore);
    for (const KeyPlace &key : keys) {
        KeyLedger ledger(database, key.platformId, {{{}, u"Keydesk"_s}, {}}, now);
        if (ledger.revoke(key.keyId, {{u"reason"_s, u"overlap-ended"_s}}))
            ++count;
    }
    return count;
}

} // namespace keydesk::server
