// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <tuple>

namespace keydesk::server {

/** A key's identifier and that of the platform which it opens: where its rows are. */
struct KeyPlace
{
    QString platformId;
    QString keyId;

    /** In the order of the tables' primary keys. */
    static bool isBefore(const KeyPlace &left, const KeyPlace &right)
    {
        return std::tie(left.platformId, left.keyId) < std::tie(right.platformId, right.keyId);
    }
};

} // namespace keydesk::server
