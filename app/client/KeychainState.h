// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>

class QObject;

namespace keydesk::client {

// What the desktop's keychain says of itself over D-Bus, without a prompt. QtKeychain does not tell
// a locked keyring from a missing entry, nor a service that is not there from other mistakes.

enum class KeychainState {
    Missing, ///< nobody answers under the name, or there is no bus
    Silent,
    Locked, ///< the entry, or where a new one would go
    Absent, ///< it is unlocked and has no such entry, as far as it is known
    Present,
};

/**
 * Looks for QtKeychain's entry \a key of \a service. \a tell is called once, in the thread of
 * \a context, unless that has gone before. An open KWallet is not searched: what QtKeychain says of
 * its entries is right, and Absent stands for it.
 */
void findEntry(const QString &service, const QString &key, QObject *context,
               const std::function<void(KeychainState)> &tell);

/** As above, but only whether a new entry could be stored: Missing, Silent, Locked or Absent. */
void findPlace(QObject *context, const std::function<void(KeychainState)> &tell);

} // namespace keydesk::client
