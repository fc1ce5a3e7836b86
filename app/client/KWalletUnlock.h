// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/KWallet.h"
#include "client/KeychainUnlock.h"

namespace keydesk::client {

/** For a KWallet, by its own interface: as the Secret Service that it is as well, it refuses to
 * lock a wallet that is open to QtKeychain. */
class KWalletUnlock : public KeychainUnlock
{
    Q_OBJECT

public:
    /** \a application is the name under which QtKeychain opens it. */
    KWalletUnlock(Wallet wallet, QString application, QObject *parent = nullptr);

protected:
    void lock() override;

private:
    void open();

    Wallet m_wallet;
    QString m_application;
};

} // namespace keydesk::client
