// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Keychain.h"
#include "client/KeychainTask.h"
#include "client/PersonCheck.h"

#include <QObject>
#include <QScopedPointer>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

class QTimer;

namespace keydesk::client {

/**
 * The keychain of the desktop (Secret Service or KWallet, through QtKeychain). Lives in the main
 * thread; futures finish in its event loop, also when this object goes first. Secrets are never
 * written anywhere else.
 *
 * A keychain that asks for its password may never answer: after the time-out the outcome is
 * KeychainSilent. What was asked for is still done when it answers after all, in the same order, so
 * that the last word for an entry is what stays.
 */
class SystemKeychain : public QObject, public Keychain, public PersonCheck
{
    Q_OBJECT

public:
    /** \a service is the name under which the desktop files the entries. */
    explicit SystemKeychain(QString service, QObject *parent = nullptr);
    ~SystemKeychain() override;

    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

    QFuture<Result<SharedSecret>> read(const QString &key) override;
    QFuture<Result<Done>> write(const QString &key, SecretText secret) override;
    QFuture<Result<Done>> remove(const QString &key) override;
    QFuture<Result<Done>> check() override;
    QFuture<Result<Done>> confirmPerson() override;
    QFuture<QString> readBackCommand(const QString &key) override;

private:
    using Tell = std::function<void(const KeychainTask::Outcome &)>;

    struct Entry
    {
        std::unique_ptr<KeychainTask, QScopedPointerDeleteLater> task;
        std::unique_ptr<QTimer> timer;
        Tell tell; ///< empty once it was called
    };

    void add(KeychainTask *task, Tell tell);
    void dropOutdated(const KeychainTask &task);
    void startFirst();
    void onFinished();
    void onTimeout(const QTimer *timer);

    QString m_service;
    std::chrono::milliseconds m_timeout = std::chrono::seconds(20);
    std::deque<Entry> m_entries; ///< the first one is being done
};

} // namespace keydesk::client
