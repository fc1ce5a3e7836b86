// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Platform.h"

#include <QList>
#include <QString>

namespace keydesk::ui {

enum class StatusKind { Neutral, Good, Warning, Bad };

/** What can be done with a connection, from the menu at its heading. */
enum class ConnectionAction { Rename, SignIn, SignOut, CertificateAuthority, Remove };

/** A backend in the sidebar, with the platforms that the person has there. */
struct SidebarConnection
{
    QString id;
    QString name;
    QString toolTip = {}; ///< plain text
    QString status = {};  ///< a word at the heading, e.g. "running"; empty for none
    StatusKind statusKind = StatusKind::Neutral;
    bool isLocal = false;                 ///< this computer's; it has no menu
    QList<ConnectionAction> actions = {}; ///< what its menu offers
    QList<Platform> platforms = {};       ///< in any order
};

} // namespace keydesk::ui
