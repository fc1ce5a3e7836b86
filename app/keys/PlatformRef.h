// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHashFunctions>
#include <QString>

namespace keydesk {

/** A platform as the application tells it from all others: two backends may use the same id. */
struct PlatformRef
{
    QString connectionId; ///< made by the application, e.g. "local"
    QString platformId;   ///< Platform::id

    bool operator==(const PlatformRef &) const = default;
};

inline std::size_t qHash(const PlatformRef &ref, std::size_t seed = 0)
{
    return qHashMulti(seed, ref.connectionId, ref.platformId);
}

} // namespace keydesk
