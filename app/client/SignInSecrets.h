// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretText.h"

#include <QByteArray>

namespace keydesk::client {

/** 32 bytes from the system's generator as 43 characters of base64url: a state, a nonce or a code
 *  verifier (RFC 7636, section 4.1). */
SecretText randomText();

/** The code challenge of a verifier by the method S256 (RFC 7636, section 4.2). */
QByteArray codeChallenge(const SecretText &verifier);

/** Takes equally long for every \a given of the same length. */
bool isEqual(const SecretText &secret, QByteArrayView given);

/** Overwrites the bytes for everybody who shares them, which is what a secret needs: a wipe that
 *  detached first would leave the text with the others. */
void wipeShared(const QByteArray &bytes);

} // namespace keydesk::client
