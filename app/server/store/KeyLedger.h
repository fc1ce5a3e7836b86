// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/IdempotencyKey.h"
#include "keys/Problem.h"
#include "server/store/AuditTable.h"
#include "server/store/KeyTable.h"
#include "server/store/ServerKey.h"

#include <optional>

namespace keydesk::server {

struct KeyCreation
{
    KeyLabel label;
    std::optional<qint64> expiresAt;
    const IdempotencyKey &idempotencyKey;
};

/** A new secret for a key. The old one works on for the overlap, then it is deleted. */
struct KeyReplacement
{
    QString keyId;
    std::chrono::seconds overlap{};
    const IdempotencyKey &idempotencyKey;
};

/** What is to become different; what is not named stays. */
struct KeyChange
{
    std::optional<KeyLabel> label;
    std::optional<std::optional<qint64>> expiresAt; ///< the inner one empty: never
    std::optional<KeyState> state;                  ///< Active or Paused
    QStringList ifMatch = {}; ///< only if the key's revision is one of them; empty: whatever it is
};

struct CreatedKey
{
    ApiKey key;
    ApiKeySecret secret;
};

template <typename T>
using Decision = tl::expected<T, ProblemCode>;

/**
 * The rules by which the keys of one platform change: each change has its row in the audit. To be
 * made and used in one transaction; holds the platform's lock from the beginning. Who gets an error
 * has changed nothing.
 */
class KeyLedger
{
public:
    KeyLedger(Database &database, QString platformId, Actor actor, qint64 now);

    /** Whether the actor may manage the keys, now that nobody else can change that: or else
     * NotFound, RoleRequired. */
    std::optional<ProblemCode> obstacle();

    /**
     * Makes a key, or gives the one that the same create made before. Errors, in this order:
     * IdempotencyKeyReused, AlreadyAcknowledged (for a create seen before), ExpiryInvalid,
     * LabelTaken, KeyLimitReached.
     */
    Decision<CreatedKey> create(const KeyCreation &creation, const ServerKey &serverKey);

    /**
     * The same for a replacement. Errors: IdempotencyKeyReused, AlreadyAcknowledged, NotFound,
     * KeyStateConflict (retiring, expired, or paused with an overlap), KeyLimitReached.
     */
    Decision<CreatedKey> replace(const KeyReplacement &replacement, const ServerKey &serverKey);

    /** Errors, in this order: NotFound, KeyStateConflict (retiring), KeyChanged (but not if it is
     *  as wished already), ExpiryInvalid, LabelTaken. */
    Decision<ApiKey> change(const QString &keyId, const KeyChange &change);

    /** From now on the secret can never be given again. Error: NotFound. */
    Decision<Done> acknowledge(const QString &keyId);

    /** Error: NotFound. */
    Decision<Done> revoke(const QString &keyId, const QJsonObject &detail = {});

private:
    struct Wish
    {
        KeyLabel label;
        std::optional<qint64> expiresAt;
        const IdempotencyKey &idempotencyKey;
        Sha256 payload;
        QJsonObject detail;
    };

    std::optional<Decision<CreatedKey>> repeated(const IdempotencyKey &idempotencyKey,
                                                 const Sha256 &payload, const ServerKey &serverKey);
    CreatedKey insert(const Wish &wish, const ServerKey &serverKey);
    void retire(const ApiKey &key, const KeyReplacement &replacement);
    Sha256 payloadHash(const QByteArray &wish) const;
    void note(QLatin1StringView action, const ApiKey &key, const QJsonObject &detail);

    Database &m_database;
    KeyTable m_keys;
    QString m_platformId;
    Actor m_actor;
    qint64 m_now;
};

/** Deletes retiring keys whose time is over, in the server's own name. Returns how many. */
int removeRetiredKeys(Database &database, qint64 now);

} // namespace keydesk::server
