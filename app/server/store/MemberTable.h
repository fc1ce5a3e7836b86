// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Database.h"

#include <optional>

namespace keydesk::server {

/**
 * A person who signs in. Keys outlive the member who made them, so the row of somebody who has left
 * every platform stays: the database refuses to delete it. The owner of the backend on one's own
 * computer has no e-mail.
 */
struct Member
{
    QString id;
    QString name;
    std::optional<QString> email;
};

struct NewMember
{
    QString name;
    std::optional<QString> email;
    std::optional<QString> passwordHash; ///< as crypto_pwhash_str writes it
    bool isLocalOwner = false;
};

/** What a sign-in is checked against. */
struct MemberPassword
{
    QString memberId;
    QString hash; ///< as crypto_pwhash_str writes it
};

/** Who somebody is at an OpenID provider. */
struct OidcIdentity
{
    QString issuer;
    QString subject;
};

class MemberTable
{
public:
    explicit MemberTable(Database &database);

    Member add(const NewMember &member, qint64 now);
    std::optional<Member> withId(const QString &id);
    std::optional<Member> withEmail(const QString &email);

    /** Whom the person at this computer is: the local owner, or else who has been owner longest. */
    std::optional<Member> localOwner();

    /** Nothing for an e-mail address that no member has, and for a member without a password. */
    std::optional<MemberPassword> password(const QString &email);
    /**
     * False if the member's password has become another one. Otherwise nobody changes it until the
     * transaction has ended.
     */
    bool holdPassword(const MemberPassword &password);
    void setPassword(const QString &memberId, const std::optional<QString> &hash);

    std::optional<Member> withIdentity(const OidcIdentity &identity);
    /**
     * Has the member with this e-mail address be found by \a identity from now on. Nothing if there
     * is none on any platform, or if they are somebody else at the same provider already. One who
     * was bound to another provider is bound to this one: there is one at a time.
     */
    std::optional<Member> bind(const QString &email, const OidcIdentity &identity);
    void unbind(const QString &memberId);

    void setName(const QString &memberId, const QString &name);

private:
    std::optional<Member> first(Statement &select);

    Database &m_database;
};

} // namespace keydesk::server
