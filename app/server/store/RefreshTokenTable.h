// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/store/Database.h"

#include <optional>

namespace keydesk::server {

/**
 * Refresh tokens, known by their SHA-256 only. Used ones stay until their session ends, or until
 * many more of it have been used: that is how a second use is noticed.
 */
class RefreshTokenTable
{
public:
    static constexpr int usedKept = 100; ///< of a session

    explicit RefreshTokenTable(Database &database);

    void add(const Sha256 &token, const QString &sessionId);
    /** The session of a token, also of a used one. */
    std::optional<QString> session(const Sha256 &token);
    /** False if it was used before. */
    bool use(const Sha256 &token, qint64 now);
    /** As if those of a session that were not used had been: whoever uses one is the second. */
    void useUp(const QString &sessionId, qint64 now);
    /** Forgets the used ones of a session but for the last that were used. */
    void removeLongUsed(const QString &sessionId);

private:
    Database &m_database;
};

} // namespace keydesk::server
