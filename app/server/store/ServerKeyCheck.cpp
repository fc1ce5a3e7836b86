// SPDX-License-Identifier: Apache-2.0
#include "server/store/ServerKeyCheck.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

QByteArray checkOf(const ServerKey &key)
{
    const LockedKey check = key.derivedFor("keydesk server key check v1");
    return {reinterpret_cast<const char *>(check.get()), ServerKey::size};
}

} // namespace

ServerKeyCheck::ServerKeyCheck(Database &database)
    : m_database(database)
{
}

bool ServerKeyCheck::knows(const ServerKey &key)
{
    Statement select = m_database.prepare(u"SELECT hmac_sha256 FROM server_key_check"_s);
    select.run();
    return select.next() && select.bytes(0) == checkOf(key);
}

bool ServerKeyCheck::accept(const ServerKey &key)
{
    Statement insert = m_database.prepare(
        u"INSERT INTO server_key_check (id, hmac_sha256) VALUES (1, ?) ON CONFLICT DO NOTHING"_s);
    insert.run(checkOf(key));
    return knows(key);
}

void ServerKeyCheck::replace(const ServerKey &key)
{
    Statement update = m_database.prepare(u"UPDATE server_key_check SET hmac_sha256 = ?"_s);
    update.run(checkOf(key));
}

} // namespace keydesk::server
