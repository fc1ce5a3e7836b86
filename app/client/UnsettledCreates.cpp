// SPDX-License-Identifier: Apache-2.0
#include "client/UnsettledCreates.h"

#include "client/Connections.h"
#include "keys/KeyLabel.h"

#include <algorithm>
#include <utility>

namespace keydesk::client {

namespace {

/** Whether asking once more, later, would give the same. */
bool isFinal(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::NotFound:            // the platform, or the key: it is gone
    case ProblemCode::RoleRequired:        // no longer this member's business
    case ProblemCode::AlreadyAcknowledged: // somebody has seen it
    case ProblemCode::LabelTaken:          // the key of that name is another one
    case ProblemCode::IdempotencyKeyReused:
    case ProblemCode::KeyLimitReached:
        return true;
    default:
        return false;
    }
}

} // namespace

UnsettledCreates::UnsettledCreates(Connections &connections, PendingCreates &pending,
                                   QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_pending(pending)
{
    connect(&connections, &Connections::stateChanged, this,
            [this](const Connection *connection) { runAll(*connection); });
    connect(&connections, &Connections::aboutToRemove, this, [this](const Connection *connection) {
        const QString &id = connection->id();
        std::erase_if(m_jobs,
                      [&id](const JobPtr &job) { return job->create.create.connectionId == id; });
        m_pending.forgetConnection(id);
    });
}

UnsettledCreates::~UnsettledCreates() = default;

QFuture<Result<Done>> UnsettledCreates::remember(const PendingCreate &create,
                                                 const IdempotencyKey &key)
{
    return m_pending.remember(create, key);
}

void UnsettledCreates::forget(const IdempotencyKey &key)
{
    m_pending.forget(PendingCreates::idOf(key));
}

// Whoever has seen a secret is not offered it by the next start, even if the backend is told later.
void UnsettledCreates::acknowledge(const LeftCreate &create, const QString &keyId)
{
    m_pending.forget(create.id);
    add({.task = Task::Acknowledge, .create = create, .keyId = keyId});
}

void UnsettledCreates::discard(const LeftCreate &create)
{
    add({.task = Task::Discard, .create = create});
}

void UnsettledCreates::lookForLeft()
{
    m_pending.left().then(this, [this](const QList<LeftCreate> &left) {
        for (const LeftCreate &create : left)
            add({.task = Task::Look, .create = create});
    });
}

void UnsettledCreates::add(Job job)
{
    Connection *connection = m_connections.find(job.create.create.connectionId);
    if (!connection) { // it was removed
        m_pending.forget(job.create.id);
        return;
    }
    m_jobs.push_back(std::make_shared<Job>(std::move(job)));
    if (connection->state() == Connection::State::Online)
        run(m_jobs.back(), *connection);
}

void UnsettledCreates::runAll(const Connection &connection)
{
    if (connection.state() != Connection::State::Online)
        return;
    const auto jobs = m_jobs; // one that ends at once takes itself out
    for (const JobPtr &job : jobs) {
        if (job->create.create.connectionId == connection.id() && !job->isUnderWay)
            run(job, *m_connections.find(connection.id()));
    }
}

void UnsettledCreates::run(const JobPtr &job, Connection &connection)
{
    job->isUnderWay = true;
    if (job->task == Task::Acknowledge)
        return runAcknowledge(job, connection.keys());
    // The list first: asking again would make a key where there is none.
    connection.keys()
        .list(job->create.create.platformId)
        .then(this, [this, job](const Result<KeyList> &list) { onListed(job, list); });
}

void UnsettledCreates::runAcknowledge(const JobPtr &job, KeysClient &keys)
{
    keys.acknowledge(job->create.create.platformId, job->keyId)
        .then(this, [this, job](const Result<Done> &outcome) {
            if (outcome || endsWith(job, outcome.error()))
                end(job);
        });
}

void UnsettledCreates::onListed(const JobPtr &job, const Result<KeyList> &list)
{
    if (!list) {
        if (endsWith(job, list.error()))
            end(job);
        return;
    }
    const auto key = std::ranges::find(list->keys, job->create.create.label, &ApiKey::label);
    if (key == list->keys.end()) {
        m_pending.forget(job->create.id);
        return end(job);
    }
    if (job->task == Task::Discard)
        return askAgain(job, *key);
    end(job);
    Q_EMIT found(job->create, *key);
}

// Only its own Idempotency-Key tells whether the key of this name is the one that was created then.
void UnsettledCreates::askAgain(const JobPtr &job, const ApiKey &listed)
{
    KeysClient *keys = keysFor(job);
    const auto label = KeyLabel::parse(listed.label);
    if (!keys || !label)
        return end(job);
    keys->create(job->create.create.platformId, *label, *job->create.key)
        .then(this, [this, job](const Result<CreatedKey> &created) {
            if (created)
                revoke(job, created->key);
            else if (endsWith(job, created.error()))
                end(job);
        });
}

void UnsettledCreates::revoke(const JobPtr &job, const ApiKey &key)
{
    KeysClient *keys = keysFor(job);
    if (!keys)
        return end(job);
    keys->revoke(job->create.create.platformId, key.id)
        .then(this, [this, job](const Result<Revocation> &outcome) {
            if (!outcome && !endsWith(job, outcome.error()))
                return;
            m_pending.forget(job->create.id);
            end(job);
            if (outcome)
                Q_EMIT discarded(job->create.create);
        });
}

bool UnsettledCreates::endsWith(const JobPtr &job, const Problem &problem)
{
    if (!isFinal(problem)) {
        job->isUnderWay = false;
        return false;
    }
    m_pending.forget(job->create.id);
    return true;
}

void UnsettledCreates::end(const JobPtr &job)
{
    std::erase(m_jobs, job);
}

KeysClient *UnsettledCreates::keysFor(const JobPtr &job) const
{
    Connection *connection = m_connections.find(job->create.create.connectionId);
    return connection ? &connection->keys() : nullptr;
}

} // namespace keydesk::client
