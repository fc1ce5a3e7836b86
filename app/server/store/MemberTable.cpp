// SPDX-License-Identifier: Apache-2.0
#include "server/store/MemberTable.h"

#include "server/store/Identifier.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> keyOf(const std::optional<QString> &email)
{
    return email ? std::optional(email->toCaseFolded()) : std::nullopt;
}

} // namespace

MemberTable::MemberTable(Database &database)
    : m_database(database)
{
}

Member MemberTable::add(const NewMember &member, qint64 now)
{
    const QString id = newIdentifier();
    Statement insert = m_database.prepare(
        u"INSERT INTO members (id, email, email_key, name, password_hash, is_local_owner,"_s
        u" created_at) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    insert.run(id, member.email, keyOf(member.email), member.name, member.passwordHash,
               member.isLocalOwner ? 1 : 0, now);
    return {id, member.name, member.email};
}

std::optional<Member> MemberTable::first(Statement &select)
{
    if (!select.next())
        return std::nullopt;
    return Member{select.text(0), select.text(1), select.optionalText(2)};
}

std::optional<Member> MemberTable::withId(const QString &id)
{
    Statement select = m_database.prepare(u"SELECT id, name, email FROM members WHERE id = ?"_s);
    select.run(id);
    return first(select);
}

std::optional<Member> MemberTable::withEmail(const QString &email)
{
    Statement select =
        m_database.prepare(u"SELECT id, name, email FROM members WHERE email_key = ?"_s);
    select.run(keyOf(email));
    return first(select);
}

std::optional<Member> MemberTable::localOwner()
{
    Statement select =
        m_database.prepare(u"SELECT m.id, m.name, m.email FROM members m"_s
                           u" JOIN memberships s ON s.member_id = m.id AND s.role = 'owner'"_s
                           u" ORDER BY m.is_local_owner DESC, m.created_at, m.id LIMIT 1"_s);
    select.run();
    return first(select);
}

} // namespace keydesk::server
