// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shell/SidebarConnection.h"

#include <QCoreApplication>

namespace keydesk::client {
class Connection;
}

namespace keydesk::ui {

/** Words for a connection: what its heading in the sidebar says and offers. */
class ConnectionText
{
    Q_DECLARE_TR_FUNCTIONS(keydesk::ui::ConnectionText)

public:
    static SidebarConnection describe(const client::Connection &connection);

private:
    static void describeLocal(const client::Connection &connection, SidebarConnection &shown);
    static void describeRemote(const client::Connection &connection, SidebarConnection &shown);
};

} // namespace keydesk::ui
