// SPDX-License-Identifier: Apache-2.0
#include "client/KeychainState.h"

#include "client/KWallet.h"
#include "client/SecretService.h"

namespace keydesk::client {

namespace {

using Tell = std::function<void(KeychainState)>;

// KWallet is a Secret Service as well since KDE Frameworks 5.97, but one that calls the wallet
// locked that is open to QtKeychain, and does not show what QtKeychain has put into it.
void askWalletOr(const std::function<void()> &askOther, QObject *context, const Tell &tell)
{
    findWallet(context, [askOther, tell](const std::optional<Wallet> &wallet) {
        if (wallet)
            tell(wallet->isOpen ? KeychainState::Absent : KeychainState::Locked);
        else
            askOther();
    });
}

} // namespace

void findEntry(const QString &service, const QString &key, QObject *context, const Tell &tell)
{
    askWalletOr([=] { findInSecretService(service, key, context, tell); }, context, tell);
}

void findPlace(QObject *context, const Tell &tell)
{
    askWalletOr([=] { findDefaultCollection(context, tell); }, context, tell);
}

} // namespace keydesk::client
