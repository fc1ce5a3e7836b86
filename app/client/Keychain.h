// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretText.h"
#include "keys/Problem.h"

#include <QFuture>
#include <QString>

#include <memory>

namespace keydesk::client {

/** Never null in an outcome; every copy of the outcome shares it: move out of it to keep it. */
using SharedSecret = std::shared_ptr<SecretText>;

/**
 * Where secrets are while the program does not run, encrypted by the desktop. Everything is done in
 * the order in which it was asked for. Problems: KeychainMissing, KeychainLocked, KeychainSilent.
 */
class Keychain
{
public:
    Keychain() = default;
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;
    virtual ~Keychain() = default;

    /** Or KeychainEntryMissing. May ask the person to unlock the keychain. */
    virtual QFuture<Result<SharedSecret>> read(const QString &key) = 0;

    /** Replaces what was there. Done means that it has been read back. May ask as above. */
    virtual QFuture<Result<Done>> write(const QString &key, SecretText secret) = 0;

    /** Done also if there was none. May ask as above. */
    virtual QFuture<Result<Done>> remove(const QString &key) = 0;

    /** Done if it could be used at this moment without asking anybody. Never asks. */
    virtual QFuture<Result<Done>> check() = 0;

    /** How a person reads the entry \a key back in a shell; empty where there is no way. */
    virtual QFuture<QString> readBackCommand(const QString &key) = 0;
};

} // namespace keydesk::client
