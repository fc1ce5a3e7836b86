// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "keys/ApiKeySecret.h"
#include "keys/IdempotencyKey.h"
#include "keys/KeyLabel.h"
#include "keys/Problem.h"

#include <QFuture>
#include <QList>
#include <QStringList>

#include <memory>

namespace keydesk::client {

class RestClient;

struct KeyList
{
    QList<ApiKey> keys;
    int limit = 0;
    int used = 0;
};

/** ProblemCode::AnswerNotUnderstood names the field that is missing or has the wrong type. */
Result<KeyList> keyListFromJson(const QJsonObject &object);

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
    WasGone, ///< revoked before, by somebody else or by a request whose answer was lost
};

struct RevocationOutcome
{
    QString keyId;
    Revocation outcome = Revocation::Revoked;

    bool operator==(const RevocationOutcome &) const = default;
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

    /**
     * Somebody has the secret of the key: it can never be given again. Safe to ask again. Problem:
     * NotFound, if the key is gone.
     */
    QFuture<Result<Done>> acknowledge(const QString &platformId, const QString &keyId);

    /**
     * Gives the key with its new label, unless somebody has changed it since it had \a revision;
     * an empty one: whatever it is now. Safe to ask again. Problems: NotFound, LabelTaken,
     * KeyChanged.
     */
    QFuture<Result<ApiKey>> rename(const QString &platformId, const QString &keyId,
                                   const QString &revision, const KeyLabel &label);

    /** Safe to ask again. Problem: NotFound, if the member is not on the platform (any more); its
     *  key may be there and work. */
    QFuture<Result<Revocation>> revoke(const QString &platformId, const QString &keyId);

    /**
     * All or, with a problem, none: of 1 to 100 keys, one outcome each, in the order of \a keyIds.
     * Safe to ask again.
     */
    QFuture<Result<QList<RevocationOutcome>>> revokeAll(const QString &platformId,
                                                        const QStringList &keyIds);

private:
    RestClient &m_rest;
};

} // namespace keydesk::client
