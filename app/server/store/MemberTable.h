// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Database.h"

#include <optional>

namespace keydesk::server {

/** A person who signs in. The owner of the backend on one's own computer has no e-mail. */
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

class MemberTable
{
public:
    explicit MemberTable(Database &database);

    Member add(const NewMember &member, qint64 now);
    std::optional<Member> withId(const QString &id);
    std::optional<Member> withEmail(const QString &email);

    /** Whom the person at this computer is: the local owner, or else who has been owner longest. */
    std::optional<Member> localOwner();

private:
    std::optional<Member> first(Statement &select);

    Database &m_database;
};

} // namespace keydesk::server
