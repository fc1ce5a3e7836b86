// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

namespace keydesk {

class ApiKeySecret;

/** How what somebody has saved differs from their key. */
enum class PastedSecret {
    Empty,
    Right,
    EndMissing,       ///< cut short
    BeginningMissing, ///< its first characters were not taken along
    Surrounded,       ///< the key, and something before or after it
    OtherKey,         ///< a whole key by its checksum, but not this one
    Different,        ///< typed wrongly, or no key at all
};

/**
 * Compares \a pasted (UTF-8) with \a secret. White space around it does not count: what reads a
 * file or a form drops it. Right is found in the same time for every text of the right length.
 */
PastedSecret compare(QByteArrayView pasted, const ApiKeySecret &secret);

} // namespace keydesk
