// SPDX-License-Identifier: Apache-2.0
#include "server/commands/MemberCommand.h"

#include "server/commands/CommandFailure.h"
#include "server/commands/OpenDatabase.h"
#include "server/commands/Password.h"
#include "server/routes/SessionTokens.h"
#include "server/store/AuditTable.h"
#include "server/store/MemberTable.h"
#include "server/store/PlatformTable.h"

#include <QDateTime>

#include <cstdio>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

QString nameFor(const MemberOptions &options)
{
    return options.name ? options.name->text() : options.email.section(u'@', 0, 0);
}

void change(Database &database, const MemberOptions &options, const Member &member,
            const std::optional<QString> &passwordHash)
{
    MemberTable members(database);
    if (options.name)
        members.setName(member.id, options.name->text());
    if (!passwordHash)
        return;
    members.setPassword(member.id, passwordHash);
    endSessionsOf(database, member.id);
}

Member addedOrChanged(Database &database, const MemberOptions &options,
                      const std::optional<QString> &passwordHash)
{
    MemberTable members(database);
    if (auto known = members.withEmail(options.email)) {
        change(database, options, *known, passwordHash);
        return *known;
    }
    return members.add({.name = nameFor(options),
                        .email = options.email,
                        .passwordHash = passwordHash,
                        .isLocalOwner = false},
                       QDateTime::currentMSecsSinceEpoch());
}

/** Nobody could manage the platform's members and keys without an owner. */
void keepAnOwner(PlatformTable &platforms, const MemberOptions &options, const QString &memberId)
{
    const bool isOwner = platforms.role(options.platformId, memberId) == Role::Owner;
    if (isOwner && platforms.owners(options.platformId) == 1)
        throw commandFailure(
            u"%1 is the platform's last owner; make somebody else an owner first"_s.arg(
                options.email));
}

QString setMember(Database &database, const MemberOptions &options, Role role,
                  const std::optional<QString> &passwordHash)
{
    PlatformTable platforms(database);
    const Member member = addedOrChanged(database, options, passwordHash);
    if (role != Role::Owner)
        keepAnOwner(platforms, options, member.id);
    platforms.setRole(options.platformId, member.id, role);
    return member.id;
}

QString removeMember(Database &database, const MemberOptions &options)
{
    PlatformTable platforms(database);
    const auto member = MemberTable(database).withEmail(options.email);
    if (!member || !platforms.role(options.platformId, member->id))
        throw commandFailure(u"%1 is not on the platform"_s.arg(options.email));
    keepAnOwner(platforms, options, member->id);
    platforms.removeMember(options.platformId, member->id);
    if (!platforms.isOnAny(member->id)) {
        // The member stays as the name of who made which key.
        MemberTable(database).setPassword(member->id, std::nullopt);
        MemberTable(database).unbind(member->id);
        endSessionsOf(database, member->id);
    }
    return member->id;
}

/** Who can manage keys is as much worth knowing as what they do with them. */
void note(Database &database, const MemberOptions &options, const QString &memberId,
          bool hasNewPassword)
{
    QJsonObject detail{{u"memberId"_s, memberId}, {u"email"_s, options.email}};
    if (options.role) {
        detail[u"role"_s] = QString(roleName(*options.role));
        detail[u"passwordSet"_s] = hasNewPassword;
    }
    const Actor operatorOfServer{{{}, u"keydesk-server member"_s}, {}};
    const auto action = options.role ? auditAction::memberSet : auditAction::memberRemoved;
    AuditTable(database).append(options.platformId, operatorOfServer,
                                {QString(action), {}, {}, detail},
                                QDateTime::currentMSecsSinceEpoch());
}

QString apply(Database &database, const MemberOptions &options,
              const std::optional<QString> &passwordHash)
{
    if (!PlatformTable(database).hold(options.platformId))
        throw commandFailure(u"there is no platform with the id %1"_s.arg(options.platformId));
    QString memberId = options.role ? setMember(database, options, *options.role, passwordHash)
                                    : removeMember(database, options);
    note(database, options, memberId, passwordHash.has_value());
    return memberId;
}

} // namespace

int runMember(const MemberOptions &options)
{
    const std::optional<QString> passwordHash =
        options.role ? readPasswordHash() : std::optional<QString>();
    const auto database = openDatabase(options.database, IfEmpty::Refuse);
    const QString memberId = database->transaction(
        [&](Database &inside) { return apply(inside, options, passwordHash); });
    std::printf("%s\n", memberId.toLatin1().constData());
    return 0;
}

} // namespace keydesk::server
