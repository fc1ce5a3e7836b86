// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/store/Database.h"

#include <optional>

namespace keydesk::server {

/** One sign-in and all that came of it: its refresh tokens and access tokens go with it. */
struct Session
{
    QString id;
    QString memberId;
    qint64 expiresAt = 0;
};

/** What is known of the last renewal of a session as long as nothing that it gave has been used. */
struct UnusedRenewal
{
    Sha256 refreshToken{}; ///< by which it was renewed
    Sha256 accessToken{};  ///< which was given
};

class SessionTable
{
public:
    explicit SessionTable(Database &database);

    /** \a from is the network address that it began from. */
    Session add(const QString &memberId, const QString &from, qint64 now, qint64 expiresAt);
    /**
     * The session, if it is there and has not expired; until the transaction has ended, nobody else
     * who holds it does anything with its tokens. To be called before they are touched.
     */
    std::optional<Session> hold(const QString &id, qint64 now);
    std::optional<UnusedRenewal> unusedRenewal(const QString &id);
    void setUnusedRenewal(const QString &id, const UnusedRenewal &renewal);
    /** \a accessToken has been used. */
    void setRenewalUsed(const QString &id, const Sha256 &accessToken);
    void remove(const QString &id);
    void removeOf(const QString &memberId);
    /** At most \a limit of them; returns how many. */
    int removeExpired(qint64 now, int limit);

private:
    Database &m_database;
};

} // namespace keydesk::server
