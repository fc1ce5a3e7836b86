// SPDX-License-Identifier: Apache-2.0
#include "server/commands/LocalOwner.h"

#include "server/routes/BearerToken.h"
#include "server/store/PlatformTable.h"
#include "server/store/UserTable.h"

#include <pwd.h>
#include <unistd.h>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

struct SystemUser
{
    QString login;
    QString fullName;
};

SystemUser systemUser()
{
    const passwd *entry = ::getpwuid(::getuid());
    if (!entry)
        return {u"owner"_s, u"Owner"_s};
    SystemUser user{QString::fromLocal8Bit(entry->pw_name), {}};
    // The first of the comma separated fields is the full name.
    user.fullName = QString::fromLocal8Bit(entry->pw_gecos).section(u',', 0, 0).simplified();
    if (user.fullName.isEmpty())
        user.fullName = user.login;
    return user;
}

Member addLocalOwner(Database &database, qint64 now)
{
    const SystemUser person = systemUser();
    Member owner = MemberTable(database).add(
        {.name = person.fullName, .email = {}, .passwordHash = {}, .isLocalOwner = true}, now);
    PlatformTable platforms(database);
    const QString platformId = platforms.add(u"My platform"_s, now);
    platforms.setRole(platformId, owner.id, Role::Owner);
    // So that the first request with a key shows someone. Mail to login@localhost does arrive.
    UserTable(database).add(platformId, {.id = {},
                                         .mail = person.login + u"@localhost"_s,
                                         .firstName = person.fullName.section(u' ', 0, 0),
                                         .lastName = person.fullName.section(u' ', 1),
                                         .custom = {},
                                         .primaryGroupId = {}});
    return owner;
}

} // namespace

std::optional<Member> ensureLocalOwner(Database &database, qint64 now)
{
    if (PlatformTable(database).isEmpty())
        return addLocalOwner(database, now);
    return MemberTable(database).localOwner();
}

IssuedOwnerToken issueOwnerToken(const QString &memberId)
{
    IssuedOwnerToken issued;
    issued.text = newBearerToken();
    issued.token = {tokenHash(issued.text), memberId};
    return issued;
}

} // namespace keydesk::server
