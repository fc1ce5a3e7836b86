// SPDX-License-Identifier: Apache-2.0
#include "server/commands/InitCommand.h"

#include "server/commands/OpenDatabase.h"
#include "server/commands/Password.h"
#include "server/store/MemberTable.h"
#include "server/store/PlatformTable.h"
#include "server/store/UserTable.h"

#include <QDateTime>

#include <cstdio>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

/** The owner may be on another platform of this server already. */
Member ownerFor(Database &database, const InitOptions &options,
                const std::optional<QString> &passwordHash, qint64 now)
{
    MemberTable members(database);
    if (auto known = members.withEmail(options.ownerEmail)) {
        if (passwordHash)
            throw std::runtime_error("the owner is a member already and keeps their password; "
                                     "leave it empty");
        return *known;
    }
    return members.add({.name = options.ownerEmail.section(u'@', 0, 0),
                        .email = options.ownerEmail,
                        .passwordHash = passwordHash,
                        .isLocalOwner = false},
                       now);
}

QString addPlatform(Database &database, const InitOptions &options,
                    const std::optional<QString> &passwordHash)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const Member owner = ownerFor(database, options, passwordHash, now);
    PlatformTable platforms(database);
    QString platformId = platforms.add(options.platform.text(), now);
    platforms.setRole(platformId, owner.id, Role::Owner);
    UserTable(database).add(platformId, {.id = {},
                                         .mail = options.ownerEmail,
                                         .firstName = owner.name,
                                         .lastName = {},
                                         .custom = {},
                                         .primaryGroupId = {}});
    return platformId;
}

} // namespace

int runInit(const InitOptions &options)
{
    const std::optional<QString> passwordHash = readPasswordHash();
    const auto database = openDatabase(options.database, IfEmpty::CreateSchema);
    const QString platformId = database->transaction(
        [&](Database &inside) { return addPlatform(inside, options, passwordHash); });
    std::printf("%s\n", platformId.toLatin1().constData());
    return 0;
}

} // namespace keydesk::server
