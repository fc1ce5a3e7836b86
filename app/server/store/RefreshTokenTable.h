// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/store/Database.h"

#include <optional>

namespace keydesk::server {

/**
 * Refresh tokens, known by their SHA-256 only. A used one stays until its session ends: that is how
 * a second use is noticed.
 */
class RefreshTokenTable
{
public:
    explicit RefreshTokenTable(Database &database);

    void add(const Sha256 &token, const QString &sessionId);
    /** The session of a token, also of a used one. */
    std::optional<QString> session(const Sha256 &token);
    /** False if it was used before. */
    bool use(const Sha256 &token, qint64 now);

private:
    Database &m_database;
};

} // namespace keydesk::server
