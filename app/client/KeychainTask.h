// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Keychain.h"
#include "client/KeychainState.h"

#include <QObject>

#include <functional>

namespace QKeychain {
class Job;
}

namespace keydesk::client {

/**
 * One thing to do with one entry of the desktop's keychain, and the look afterwards at whether it
 * happened. It has no time-out: a job of QtKeychain's cannot be cancelled, and ends when it does.
 */
class KeychainTask : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Read, Write, Remove };
    /** The secret is empty but for Read. */
    using Outcome = Result<SharedSecret>;

    KeychainTask(Kind kind, QString service, QString key, SecretText secret = {});

    Kind kind() const { return m_kind; }
    const QString &key() const { return m_key; }
    /** Once it has finished. */
    const Outcome &outcome() const { return m_outcome; }
    void start();

Q_SIGNALS:
    void finished();

private:
    void run(QKeychain::Job *job, void (KeychainTask::*next)(const QKeychain::Job &));
    void read();
    void write();
    void remove();
    void onRead(const QKeychain::Job &job);
    void onChanged(const QKeychain::Job &job);
    void explain(const QKeychain::Job &job);
    bool canBeRepaired(bool isEntryMissing, KeychainState state);
    void finish(const Outcome &outcome);
    Outcome outcomeOf(bool isEntryMissing, KeychainState state, const QString &detail) const;
    Outcome outcomeOfAbsence() const;

    Kind m_kind;
    QString m_service;
    QString m_key;
    SecretText m_secret;
    Outcome m_outcome;
    bool m_isSecondTime = false;
};

} // namespace keydesk::client
