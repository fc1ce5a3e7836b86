// SPDX-License-Identifier: Apache-2.0
#include "server/store/SignInFailureTable.h"

#include "server/store/Blob.h"

#include <algorithm>

namespace keydesk::server {

using namespace Qt::StringLiterals;

SignInFailureTable::SignInFailureTable(Database &database)
    : m_database(database)
{
}

void SignInFailureTable::add(const Sha256 &who, qint64 now)
{
    Statement insert =
        m_database.prepare(u"INSERT INTO sign_in_failures (who_sha256, at) VALUES (?, ?)"_s);
    insert.run(blobOf(who), now);
}

qint64 SignInFailureTable::wait(const Sha256 &who, qint64 now)
{
    // The oldest of those that must not all be in the window. What is far ahead was written before
    // the clock was set back, and must not make anybody wait until then.
    Statement select = m_database.prepare(
        u"SELECT at FROM sign_in_failures WHERE who_sha256 = ? AND at > ? AND at <= ?"_s
        u" ORDER BY at DESC LIMIT 1 OFFSET ?"_s);
    select.run(blobOf(who), now - window, now + window, allowed - 1);
    return select.next() ? std::min(select.integer(0) + window - now, window) : 0;
}

void SignInFailureTable::forget(const Sha256 &who)
{
    Statement remove = m_database.prepare(u"DELETE FROM sign_in_failures WHERE who_sha256 = ?"_s);
    remove.run(blobOf(who));
}

int SignInFailureTable::removeOld(qint64 now, int limit)
{
    Statement remove = m_database.prepare(
        u"DELETE FROM sign_in_failures WHERE (who_sha256, at) IN"_s
        u" (SELECT who_sha256, at FROM sign_in_failures WHERE at <= ? OR at > ? LIMIT ?)"_s);
    remove.run(now - window, now + window, limit);
    return remove.changes();
}

} // namespace keydesk::server
