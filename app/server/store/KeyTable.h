// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "keys/ApiKeySecret.h"
#include "keys/KeyLabel.h"
#include "server/store/Database.h"
#include "server/store/Identifier.h"
#include "server/store/KeyPlace.h"

#include <optional>
#include <vector>

namespace keydesk::server {

/** A key's secret can be derived again for this long after its create. */
inline constexpr qint64 saltLifetime = 24LL * 60 * 60 * 1000;

/** What is kept of a key so that the same create gets the same secret. */
struct SecretOrigin
{
    Sha256 secretSha256{};
    QByteArray salt; ///< empty as soon as nobody may have the secret again
    Sha256 idempotencySha256{};
    Sha256 payloadSha256{}; ///< of what was asked for
};

struct KnownCreate
{
    ApiKey key;
    SecretOrigin origin;
};

/** What /verify and the integration API need to know of a key. */
struct KeyCredential
{
    Identifier id;
    Identifier platformId;
    Sha256 secretSha256{};
    bool isUsable = false; ///< active or retiring, and not expired
    qint64 createdAt = 0;
    std::optional<qint64> expiresAt;
};

/** A key and the platform that it is on. */
struct PlacedKey
{
    QString platformId;
    Sha256 secretSha256{};
    ApiKey key;
};

/** Rows of API keys; what may be done with them is KeyLedger's to know. */
class KeyTable
{
public:
    explicit KeyTable(Database &database);

    /** In the order in which they were made. */
    std::vector<ApiKey> list(const QString &platformId, qint64 now);
    std::optional<ApiKey> find(const QString &platformId, const QString &keyId, qint64 now);
    std::optional<KnownCreate> withIdempotencyKey(const QString &platformId,
                                                  const Sha256 &idempotencyKey, qint64 now);
    /** Those of \a secrets that are keys of platforms which the member manages. */
    std::vector<PlacedKey> managedBy(const QString &memberId, const std::vector<Sha256> &secrets,
                                     qint64 now);

    int count(const QString &platformId);
    /** True if a key other than \a exceptId, not a retiring one, has the label. */
    bool isLabelTaken(const QString &platformId, const KeyLabel &label, const QString &exceptId);

    void insert(const QString &platformId, const ApiKey &key, const KeyLabel &label,
                const SecretOrigin &origin);
    /** Writes label, expiry and state. */
    void update(const QString &platformId, const ApiKey &key, const KeyLabel &label);
    void retire(const QString &platformId, const QString &keyId, qint64 expiresAt);
    /** False if there is no such key on the platform. */
    bool remove(const QString &platformId, const QString &keyId);
    /** False if the salt was gone already. */
    bool removeSalt(const QString &platformId, const QString &keyId);
    /** Of at most \a limit keys; returns how many salts were too old and are gone. */
    int removeOldSalts(qint64 now, int limit);
    /** Retiring keys whose time is over. */
    std::vector<KeyPlace> retired(qint64 now, int limit);

    std::optional<KeyCredential> withSecret(const Sha256 &secret, qint64 now);
    std::optional<KeyCredential> at(const QString &platformId, const QString &keyId, qint64 now);

private:
    template <typename... Values>
    std::vector<KeyCredential> credentials(const QString &condition, qint64 now,
                                           const Values &...values);

    Database &m_database;
};

} // namespace keydesk::server
