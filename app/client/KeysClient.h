// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "keys/ApiKeySecret.h"
#include "keys/IdempotencyKey.h"
#include "keys/KeyLabel.h"
#include "keys/Problem.h"

#include <QFuture>
#include <QList>

#include <memory>

namespace keydesk::client {

class RestClient;

struct KeyList
{
    QList<ApiKey> keys;
    int limit = 0;
    int used = 0;
};

struct CreatedKey
{
    ApiKey key;
    /** Never null. There is one, which every copy of the outcome shares: move out of it to keep it.
     *  (QFuture::takeResult() would fit, but run a continuation a second time in Qt 6.4.) */
    std::shared_ptr<ApiKeySecret> secret;
};

/** Either way the key is dead when this is the answer. */
enum class Revocation {
    Revoked,
    WasGone, ///< somebody else had revoked it before
};

/** The keys of a platform, as REST calls. Thread and futures as in RestClient. */
class KeysClient
{
public:
    /** \a rest must outlive this object. */
    explicit KeysClient(RestClient &rest);

    QFuture<Result<KeyList>> list(const QString &platformId);

    /**
     * Safe to ask again with the same \a idempotencyKey and label: the answer is the same key with
     * the same secret.
     */
    QFuture<Result<CreatedKey>> create(const QString &platformId, const KeyLabel &label,
                                       const IdempotencyKey &idempotencyKey);

    QFuture<Result<Revocation>> revoke(const QString &platformId, const QString &keyId);

private:
    RestClient &m_rest;
};

} // namespace keydesk::client
