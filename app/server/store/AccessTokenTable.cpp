// SPDX-License-Identifier: Apache-2.0
#include "server/store/AccessTokenTable.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

AccessTokenTable::AccessTokenTable(Database &database)
    : m_database(database)
{
}

std::optional<Member> AccessTokenTable::member(const Sha256 &token, qint64 now)
{
    Statement select = m_database.prepare(
        u"SELECT m.id, m.name, m.email FROM access_tokens t"_s
        u" JOIN members m ON m.id = t.member_id WHERE t.token_sha256 = ? AND t.expires_at > ?"_s);
    select.run(QByteArray(reinterpret_cast<const char *>(token.data()),
                          static_cast<qsizetype>(token.size())),
               now);
    if (!select.next())
        return std::nullopt;
    return Member{select.text(0), select.text(1), select.optionalText(2)};
}

void AccessTokenTable::removeExpired(qint64 now)
{
    Statement remove = m_database.prepare(u"DELETE FROM access_tokens WHERE expires_at <= ?"_s);
    remove.run(now);
}

} // namespace keydesk::server
