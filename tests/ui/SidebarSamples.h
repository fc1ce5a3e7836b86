// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"
#include "shell/SidebarConnection.h"

namespace keydesk::testing {

/** A platform whose id is made from a number. */
inline Platform samplePlatform(int number, const QString &name)
{
    return {QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')), name, Role::Owner};
}

inline PlatformRef refOf(const QString &connectionId, const Platform &platform)
{
    return {connectionId, platform.id};
}

inline ui::SidebarConnection localConnection(const QList<Platform> &platforms)
{
    return {.id = QStringLiteral("local"),
            .name = QStringLiteral("This computer"),
            .toolTip = QStringLiteral("The backend on this computer."),
            .status = QStringLiteral("running"),
            .statusKind = ui::StatusKind::Good,
            .isLocal = true,
            .platforms = platforms};
}

inline ui::SidebarConnection teamConnection(const QList<Platform> &platforms)
{
    return {.id = QStringLiteral("c1"),
            .name = QStringLiteral("keys.acme.example"),
            .toolTip = QStringLiteral("https://keys.acme.example"),
            .status = QStringLiteral("live"),
            .statusKind = ui::StatusKind::Good,
            .actions = {ui::ConnectionAction::Rename, ui::ConnectionAction::SignOut,
                        ui::ConnectionAction::Remove},
            .platforms = platforms};
}

/** Platform 1, Platform 2 and so on. */
inline QList<Platform> manyPlatforms(int count)
{
    QList<Platform> platforms;
    platforms.reserve(count);
    for (int number = 1; number <= count; ++number)
        platforms.append(samplePlatform(number, QStringLiteral("Platform %1").arg(number)));
    return platforms;
}

} // namespace keydesk::testing
