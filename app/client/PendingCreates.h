// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/JsonFile.h"
#include "keys/IdempotencyKey.h"
#include "keys/Problem.h"

#include <QDateTime>
#include <QFuture>
#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace keydesk::client {

class Keychain;
class Worker;

/** A create of which nobody has said yet that its secret was seen. */
struct PendingCreate
{
    QString connectionId;
    QString platformId;
    QString label;
    QDateTime begunAt; ///< UTC

    bool operator==(const PendingCreate &) const = default;
};

/** With its key a create can be asked again, and the answer is the same secret. */
struct LeftCreate
{
    QString id;
    PendingCreate create;
    std::shared_ptr<const IdempotencyKey> key; ///< never null
};

/**
 * Remembers each create from before it is sent until its secret is acknowledged or its key revoked,
 * so that the next start can offer to show the key or to revoke it, whatever happened to this one.
 *
 * The Idempotency-Key is in the secret store, under a name of its own; what it is for is in the
 * file pending-creates.json, because a secret store cannot be listed, and because one that is
 * locked says that nothing is there: the file still knows then, and the next start asks again.
 */
class PendingCreates
{
public:
    /** The backend forgets how to make the secret after a day; an hour more for clocks that differ.
     */
    static constexpr std::chrono::hours lifetime{25};

    struct Options
    {
        /** A keychain that takes longer does not hold up the create. */
        std::chrono::milliseconds patience = std::chrono::seconds(3);
        std::function<QDateTime()> now = QDateTime::currentDateTimeUtc;
    };

    /** Reads the file. \a keychain and \a worker must outlive this object. */
    PendingCreates(Keychain &keychain, Worker &worker, const QString &folder);
    PendingCreates(Keychain &keychain, Worker &worker, const QString &folder, Options options);

    /** The name of a create in here. It does not give the key back. */
    static QString idOf(const IdempotencyKey &key);

    /** Why creates of an earlier run may be missing, e.g. because the file is damaged. */
    const std::optional<Problem> &loadProblem() const { return m_loadProblem; }

    /**
     * Before the create is sent. Finishes in any case after Options::patience: whatever the
     * outcome, send it. A problem (of the keychain, or CacheFailed) only says that a crash before
     * the secret is seen would leave a key that can be revoked but not shown. Nobody is asked to
     * unlock a keychain for it.
     */
    QFuture<Result<Done>> remember(const PendingCreate &create, const IdempotencyKey &key);

    /** The secret was acknowledged, the key revoked, or the create refused. */
    QFuture<Result<Done>> forget(const QString &id);
    /** All of a connection that is removed. */
    void forgetConnection(const QString &connectionId);

    /**
     * What an earlier run of the application left, without what was remembered in this one. Those
     * whose key cannot be read now are not in it, and are kept for the next start until they are
     * too old.
     */
    QFuture<QList<LeftCreate>> left();

private:
    struct Write
    {
        bool isUnderWay = true;
        bool isAsked = false;            ///< of the keychain
        std::function<void()> next = {}; ///< to be done behind it
    };

    struct Entry
    {
        PendingCreate create;
        std::shared_ptr<Write> write; ///< none: of an earlier run
    };

    void load();
    void dropOld();
    QFuture<Result<Done>> storeFile();
    QFuture<Result<Done>> keep(const IdempotencyKey &key, const std::shared_ptr<Write> &write);
    QFuture<Result<Done>> removeSecret(const QString &id, const std::shared_ptr<Write> &write);

    Keychain &m_keychain;
    Worker &m_worker;
    JsonFile m_file;
    Options m_options;
    QHash<QString, Entry> m_entries;
    std::optional<Problem> m_loadProblem;
};

} // namespace keydesk::client
