// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/store/Clock.h"
#include "server/store/Database.h"

namespace keydesk::server {

/** Sign-ins that failed in the last minute, by whom they were tried for or where they came from. */
class SignInFailureTable
{
public:
    static constexpr int allowed = 5;
    static constexpr qint64 window = 60'000; ///< milliseconds

    explicit SignInFailureTable(Database &database);

    void add(const Sha256 &who, qint64 now);
    /** At most the window: milliseconds until fewer than the allowed ones lie in the window; 0 if
     * they do already. */
    qint64 wait(const Sha256 &who, qint64 now);
    void forget(const Sha256 &who);
    /** At most \a limit of them, and those that are equal to one; returns how many. */
    int removeOld(qint64 now, int limit);

private:
    Database &m_database;
};

} // namespace keydesk::server
