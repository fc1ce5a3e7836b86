// SPDX-License-Identifier: Apache-2.0
#include "shell/ConnectionText.h"

#include "client/Connection.h"
#include "shell/ProblemText.h"

#include <QLocale>

namespace keydesk::ui {

using client::Connection;

SidebarConnection ConnectionText::describe(const Connection &connection)
{
    SidebarConnection shown{.id = connection.id(), .name = connection.saved().name};
    shown.isLocal = connection.isLocal();
    shown.platforms = connection.platforms();
    if (connection.isLocal())
        describeLocal(connection, shown);
    else
        describeRemote(connection, shown);
    return shown;
}

void ConnectionText::describeLocal(const Connection &connection, SidebarConnection &shown)
{
    shown.toolTip = tr("The backend on this computer. It runs while Keydesk is open.");
    switch (connection.state()) {
    case Connection::State::Connecting:
        shown.status = tr("starting");
        return;
    case Connection::State::Online:
        shown.status = tr("running");
        shown.statusKind = StatusKind::Good;
        return;
    case Connection::State::Offline:
    case Connection::State::SignedOut:
        shown.status = tr("stopped");
        shown.statusKind = StatusKind::Bad;
        return;
    }
}

void ConnectionText::describeRemote(const Connection &connection, SidebarConnection &shown)
{
    using Action = ConnectionAction;
    const bool isSignedOut = connection.state() == Connection::State::SignedOut;
    shown.actions = {Action::Rename, isSignedOut ? Action::SignIn : Action::SignOut,
                     Action::CertificateAuthority, Action::Remove};
    shown.toolTip = connection.saved().origin.toString();
    switch (connection.state()) {
    case Connection::State::Connecting:
        shown.status = tr("connecting");
        return;
    case Connection::State::Online:
        shown.status = tr("online");
        shown.statusKind = StatusKind::Good;
        return;
    case Connection::State::Offline:
        shown.status = tr("offline");
        shown.statusKind = StatusKind::Warning;
        shown.toolTip += u'\n' + ProblemText::explain(connection.problem());
        if (connection.asOf().isValid())
            shown.toolTip += u'\n' + tr("The list is from %1.")
                                         .arg(QLocale().toString(connection.asOf().toLocalTime(),
                                                                 QLocale::ShortFormat));
        return;
    case Connection::State::SignedOut:
        shown.status = tr("signed out");
        return;
    }
}

} // namespace keydesk::ui
