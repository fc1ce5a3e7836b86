// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "keys/IdempotencyKey.h"
#include "keys/KeyLabel.h"
#include "server/store/Database.h"
#include "server/store/ServerKey.h"

#include <optional>
#include <vector>

namespace keydesk::server {

/** A key's secret can be derived again for this long after its create. */
inline constexpr qint64 saltLifetime = 24LL * 60 * 60 * 1000;

struct KeyCreation
{
    QString platformId;
    MemberRef createdBy;
    KeyLabel label;
    std::optional<qint64> expiresAt;
    const IdempotencyKey &idempotencyKey;
};

struct CreatedKey
{
    ApiKey key;
    ApiKeySecret secret;
};

/** What /verify and the integration API need to know of a key. */
struct KeyCredential
{
    QString id;
    QString platformId;
    Sha256 secretSha256{};
    bool isUsable = false; ///< active or retiring, and not expired
};

/** API keys. Of a secret it holds the SHA-256 and the hint, nothing that gives it back. */
class KeyTable
{
public:
    explicit KeyTable(Database &database);

    std::vector<ApiKey> list(const QString &platformId, qint64 now);

    /**
     * Makes a key, or gives the one that the same create made before. To be called in a
     * transaction. Errors, in this order: IdempotencyKeyReused, AlreadyAcknowledged (for a create
     * seen before), ExpiryInvalid, LabelTaken, KeyLimitReached.
     */
    tl::expected<CreatedKey, ProblemCode> create(const KeyCreation &creation,
                                                 const ServerKey &serverKey, qint64 now);

    /** False if there is no such key on the platform. */
    bool remove(const QString &platformId, const QString &keyId);

    std::optional<KeyCredential> withSecret(const Sha256 &secret, qint64 now);

    /** Returns how many salts were too old and are gone. */
    int removeOldSalts(qint64 now);

private:
    std::optional<tl::expected<CreatedKey, ProblemCode>> repeated(const KeyCreation &creation,
                                                                  const ServerKey &serverKey,
                                                                  qint64 now);
    std::optional<ProblemCode> obstacle(const KeyCreation &creation, qint64 now);
    CreatedKey insert(const KeyCreation &creation, const ServerKey &serverKey, qint64 now);

    Database &m_database;
};

} // namespace keydesk::server
