// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>

class QObject;

namespace keydesk::client {

// What the desktop's Secret Service says of itself over D-Bus, without a prompt. QtKeychain does
// not tell a locked keyring from a missing entry, nor a service that is not there from other
// mistakes.

enum class SecretServiceState {
    Missing, ///< nobody answers under the name, or there is no bus
    Silent,
    Locked, ///< the entry, or where a new one would go
    Absent, ///< it is unlocked and has no such entry
    Present,
};

/**
 * Looks for QtKeychain's entry \a key of \a service. \a tell is called once, in the thread of
 * \a context, unless that has gone before.
 */
void findInSecretService(const QString &service, const QString &key, QObject *context,
                         const std::function<void(SecretServiceState)> &tell);

/** As above, but only whether a new entry could be stored: Missing, Silent, Locked or Absent. */
void findDefaultCollection(QObject *context, const std::function<void(SecretServiceState)> &tell);

/**
 * libsecret, which QtKeychain uses, keeps its session with the service for as long as the program
 * runs, and every use of it fails once the service has been started anew. Lets it begin another
 * one.
 */
void renewSecretServiceSession();

} // namespace keydesk::client
