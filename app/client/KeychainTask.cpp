// SPDX-License-Identifier: Apache-2.0
#include "client/KeychainTask.h"

#include "client/SecretService.h"

#include <qt6keychain/keychain.h>
#include <sodium.h>

#include <utility>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

KeychainTask::Outcome failed(ProblemCode code, const QString &detail)
{
    return tl::unexpected(Problem{.code = code, .detail = detail});
}

// The job has done its work and shares these bytes: they are overwritten where they are.
SecretText takeSecretOf(const QKeychain::ReadPasswordJob &job)
{
    const QByteArray bytes = job.binaryData();
    SecretText secret(bytes);
    sodium_memzero(const_cast<char *>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
    return secret;
}

} // namespace

KeychainTask::KeychainTask(Kind kind, QString service, QString key, SecretText secret)
    : m_kind(kind)
    , m_service(std::move(service))
    , m_key(std::move(key))
    , m_secret(std::move(secret))
{
}

void KeychainTask::start()
{
    switch (m_kind) {
    case Kind::Read:
        return read();
    case Kind::Write:
        return write();
    case Kind::Remove:
        return remove();
    }
}

// The job has no parent: libsecret writes into it when it answers, even if this object has gone.
void KeychainTask::run(QKeychain::Job *job, void (KeychainTask::*next)(const QKeychain::Job &))
{
    job->setKey(m_key);
    job->setInsecureFallback(false); // never into a settings file
    connect(job, &QKeychain::Job::finished, this,
            [this, next](const QKeychain::Job *ended) { (this->*next)(*ended); });
    job->start();
}

void KeychainTask::read()
{
    run(new QKeychain::ReadPasswordJob(m_service), &KeychainTask::onRead);
}

void KeychainTask::write()
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setTextData(QString::fromUtf8(m_secret.view()));
    run(job, &KeychainTask::onChanged);
}

void KeychainTask::remove()
{
    run(new QKeychain::DeletePasswordJob(m_service), &KeychainTask::onChanged);
}

// What a job says of a change is not to be relied on: with a locked keyring a removal succeeds and
// removes nothing.
void KeychainTask::onChanged(const QKeychain::Job &job)
{
    const bool isMissing = job.error() == QKeychain::EntryNotFound;
    if (job.error() != QKeychain::NoError && (m_kind != Kind::Remove || !isMissing))
        return explain(job);
    read();
}

void KeychainTask::onRead(const QKeychain::Job &job)
{
    if (job.error() != QKeychain::NoError)
        return explain(job);
    auto secret = takeSecretOf(static_cast<const QKeychain::ReadPasswordJob &>(job));
    if (m_kind == Kind::Read)
        return finish(std::make_shared<SecretText>(std::move(secret)));
    if (m_kind == Kind::Write && secret.view() == m_secret.view())
        return finish(std::make_shared<SecretText>());
    finish(failed(ProblemCode::KeychainLocked, u"the entry was not changed"_s));
}

void KeychainTask::explain(const QKeychain::Job &job)
{
    const QString detail = job.errorString();
    switch (job.error()) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return finish(failed(ProblemCode::KeychainLocked, detail));
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return finish(failed(ProblemCode::KeychainMissing, detail));
    default:
        break;
    }
    const bool isMissing = job.error() == QKeychain::EntryNotFound;
    findEntry(m_service, m_key, this, [=, this](KeychainState state) {
        if (!canBeRepaired(isMissing, state))
            return finish(outcomeOf(isMissing, state, detail));
        renewSecretServiceSession();
        start();
    });
}

// The service is there and unlocked, and yet the job has failed.
bool KeychainTask::canBeRepaired(bool isEntryMissing, KeychainState state)
{
    const bool isContradiction =
        state == KeychainState::Present || (state == KeychainState::Absent && !isEntryMissing);
    return isContradiction && !std::exchange(m_isSecondTime, true);
}

void KeychainTask::finish(const Outcome &outcome)
{
    m_outcome = outcome;
    Q_EMIT finished();
}

KeychainTask::Outcome KeychainTask::outcomeOf(bool isEntryMissing, KeychainState state,
                                              const QString &detail) const
{
    switch (state) {
    case KeychainState::Locked:
        // With nothing of ours in it, what is locked is where a new entry would go.
        return failed(ProblemCode::KeychainLocked, detail);
    case KeychainState::Silent:
        return failed(ProblemCode::KeychainSilent, detail);
    case KeychainState::Missing:
        // QtKeychain asked KWallet, without a KDE desktop, who said that there is no such entry.
    case KeychainState::Absent:
        return isEntryMissing ? outcomeOfAbsence() : failed(ProblemCode::KeychainMissing, detail);
    case KeychainState::Present:
        return failed(ProblemCode::KeychainMissing, detail);
    }
    Q_UNREACHABLE();
}

KeychainTask::Outcome KeychainTask::outcomeOfAbsence() const
{
    switch (m_kind) {
    case Kind::Read:
        return failed(ProblemCode::KeychainEntryMissing, {});
    case Kind::Write:
        return failed(ProblemCode::KeychainLocked, u"the entry was not stored"_s);
    case Kind::Remove:
        return std::make_shared<SecretText>();
    }
    Q_UNREACHABLE();
}

} // namespace keydesk::client
