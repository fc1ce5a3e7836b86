// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/KeychainUnlock.h"

#include <QDBusVariant>

namespace keydesk::client {

/** For the default collection of the Secret Service (its API, 0.2: Service.Lock, Service.Unlock,
 *  Prompt). */
class SecretServiceUnlock : public KeychainUnlock
{
    Q_OBJECT

public:
    explicit SecretServiceUnlock(QObject *parent = nullptr);

protected:
    void lock() override;

private Q_SLOTS:
    void onCompleted(bool wasDismissed, const QDBusVariant &result);

private:
    void lockCollection(const QString &collection);
    void unlock(const QString &collection);
    void prompt(const QString &path);
};

} // namespace keydesk::client
