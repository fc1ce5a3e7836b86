// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/store/Database.h"

namespace keydesk::server {

/** The nonces of sign-ins by browser that have been made, until nobody takes their ID token. */
class UsedNonceTable
{
public:
    explicit UsedNonceTable(Database &database);

    /** False if it was used before, by this server or another one. */
    bool use(const Sha256 &nonce, qint64 expiresAt);
    /** At most \a limit of them; returns how many. */
    int removeExpired(qint64 now, int limit);

private:
    Database &m_database;
};

} // namespace keydesk::server
