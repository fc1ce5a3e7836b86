// SPDX-License-Identifier: Apache-2.0
#include "server/store/UsedNonceTable.h"

#include "server/store/Blob.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

UsedNonceTable::UsedNonceTable(Database &database)
    : m_database(database)
{
}

bool UsedNonceTable::use(const Sha256 &nonce, qint64 expiresAt)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO used_nonces (nonce_sha256, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING"_s);
    insert.run(blobOf(nonce), expiresAt);
    return insert.changes() > 0;
}

int UsedNonceTable::removeExpired(qint64 now, int limit)
{
    Statement remove = m_database.prepare(
        u"DELETE FROM used_nonces WHERE nonce_sha256 IN"_s
        u" (SELECT nonce_sha256 FROM used_nonces WHERE expires_at <= ? LIMIT ?)"_s);
    remove.run(now, limit);
    return remove.changes();
}

} // namespace keydesk::server
