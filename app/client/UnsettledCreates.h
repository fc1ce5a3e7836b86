// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/KeysClient.h"
#include "client/PendingCreates.h"

#include <QObject>

#include <memory>
#include <vector>

namespace keydesk::client {

class Connection;
class Connections;

/**
 * Brings every create to its end: either somebody has seen its secret, or there is no key. What
 * cannot be done because the backend is away is done when it is back. Thread as in Connections.
 */
class UnsettledCreates : public QObject
{
    Q_OBJECT

public:
    /** Both must outlive it. */
    UnsettledCreates(Connections &connections, PendingCreates &pending, QObject *parent = nullptr);
    ~UnsettledCreates() override;

    /** Before a create is sent; see PendingCreates::remember(). */
    QFuture<Result<Done>> remember(const PendingCreate &create, const IdempotencyKey &key);
    /** There is no key: the create was refused, or never sent. */
    void forget(const IdempotencyKey &key);

    /** Somebody has the secret of this key: it is never given again. */
    void acknowledge(const LeftCreate &create, const QString &keyId);
    /** Nobody wants this key, if there is one. Revokes it only if it is this create's. */
    void discard(const LeftCreate &create);

    /** Looks for the keys that an earlier run left without anybody having seen them. */
    void lookForLeft();

Q_SIGNALS:
    /** The key of an unwanted create is revoked. */
    void discarded(const keydesk::client::PendingCreate &create);
    /** From an earlier run, and nobody has said that its secret was seen. The create, asked again
     *  with its key, gives the secret. */
    void found(const keydesk::client::LeftCreate &create, const keydesk::ApiKey &key);

private:
    enum class Task { Acknowledge, Discard, Look };

    struct Job
    {
        Task task;
        LeftCreate create;
        QString keyId = {};
        bool isUnderWay = false;
    };
    using JobPtr = std::shared_ptr<Job>;

    void add(Job job);
    void runAll(const Connection &connection);
    void run(const JobPtr &job, Connection &connection);
    void runAcknowledge(const JobPtr &job, KeysClient &keys);
    void onListed(const JobPtr &job, const Result<KeyList> &list);
    void askAgain(const JobPtr &job, const ApiKey &listed);
    void revoke(const JobPtr &job, const ApiKey &key);
    /** True if there is nothing more to do because of it; else it is tried again later. */
    bool endsWith(const JobPtr &job, const Problem &problem);
    void end(const JobPtr &job);
    KeysClient *keysFor(const JobPtr &job) const;

    Connections &m_connections;
    PendingCreates &m_pending;
    std::vector<JobPtr> m_jobs;
};

} // namespace keydesk::client
