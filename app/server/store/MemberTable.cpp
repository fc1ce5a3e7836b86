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

std::optional<MemberPassword> MemberTable::password(const QString &email)
{
    Statement select =
        m_database.prepare(u"SELECT id, password_hash FROM members WHERE email_key = ?"_s
                           u" AND password_hash IS NOT NULL"_s);
    select.run(keyOf(email));
    if (!select.next())
        return std::nullopt;
    return MemberPassword{select.text(0), select.text(1)};
}

bool MemberTable::holdPassword(const MemberPassword &password)
{
    // Written as it is: the row is locked then, where rows have locks.
    Statement hold = m_database.prepare(u"UPDATE members SET password_hash = password_hash"_s
                                        u" WHERE id = ? AND password_hash = ?"_s);
    hold.run(password.memberId, password.hash);
    return hold.changes() > 0;
}

void MemberTable::setPassword(const QString &memberId, const std::optional<QString> &hash)
{
    Statement update = m_database.prepare(u"UPDATE members SET password_hash = ? WHERE id = ?"_s);
    update.run(hash, memberId);
}

std::optional<Member> MemberTable::withIdentity(const OidcIdentity &identity)
{
    Statement select = m_database.prepare(
        u"SELECT id, name, email FROM members WHERE oidc_subject = ? AND oidc_issuer = ?"_s);
    select.run(identity.subject, identity.issuer);
    return first(select);
}

std::optional<Member> MemberTable::bind(const QString &email, const OidcIdentity &identity)
{
    // The third condition is for who signs in twice at the same moment.
    Statement update = m_database.prepare(
        u"UPDATE members SET oidc_issuer = ?, oidc_subject = ? WHERE email_key = ?"_s
        u" AND (oidc_issuer IS NULL OR oidc_issuer <> ? OR oidc_subject = ?)"_s
        u" AND EXISTS (SELECT 1 FROM memberships WHERE member_id = members.id)"_s);
    update.run(identity.issuer, identity.subject, keyOf(email), identity.issuer, identity.subject);
    return update.changes() > 0 ? withEmail(email) : std::nullopt;
}

void MemberTable::unbind(const QString &memberId)
{
    Statement update = m_database.prepare(
        u"UPDATE members SET oidc_issuer = NULL, oidc_subject = NULL WHERE id = ?"_s);
    update.run(memberId);
}

void MemberTable::setName(const QString &memberId, const QString &name)
{
    Statement update = m_database.prepare(u"UPDATE members SET name = ? WHERE id = ?"_s);
    update.run(name, memberId);
}

} // namespace keydesk::server
