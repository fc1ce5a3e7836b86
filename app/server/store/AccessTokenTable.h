// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/store/MemberTable.h"

#include <optional>

namespace keydesk::server {

/** Bearer tokens of members, known by their SHA-256 only. */
class AccessTokenTable
{
public:
    explicit AccessTokenTable(Database &database);

    /** Nobody for a token that is unknown or has expired. */
    std::optional<Member> member(const Sha256 &token, qint64 now);
    void removeExpired(qint64 now);

private:
    Database &m_database;
};

} // namespace keydesk::server
