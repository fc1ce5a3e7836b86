// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/KeychainState.h"

namespace keydesk::client {

// The Secret Service (freedesktop.org), asked over D-Bus without a prompt: see KeychainState.h.

/**
 * Looks for QtKeychain's entry \a key of \a service. \a tell is called once, in the thread of
 * \a context, unless that has gone before.
 */
void findInSecretService(const QString &service, const QString &key, QObject *context,
                         const std::function<void(KeychainState)> &tell);

/** As above, but only whether a new entry could be stored: Missing, Silent, Locked or Absent. */
void findDefaultCollection(QObject *context, const std::function<void(KeychainState)> &tell);

/**
 * libsecret, which QtKeychain uses, keeps its session with the service for as long as the program
 * runs, and every use of it fails once the service has been started anew. Lets it begin another
 * one.
 */
void renewSecretServiceSession();

} // namespace keydesk::client
