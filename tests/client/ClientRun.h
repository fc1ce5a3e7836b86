// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Connections.h"
#include "client/PendingCreates.h"
#include "client/UnsettledCreates.h"
#include "client/Worker.h"

namespace keydesk::testing {

/** One run of the program, without its window: what it has in memory. Another one with the same
 *  folder and keychain is the next run. */
struct ClientRun
{
    ClientRun(const QString &folder, client::Keychain &keychain)
        : cache(worker, folder)
        , list(worker, cache, folder)
        , pending(keychain, worker, folder)
        , connections(QStringLiteral("This computer"), list, keychain, cache)
        , creates(connections, pending)
    {
    }

    client::Connection &add(const QUrl &origin)
    {
        client::SavedConnection saved;
        saved.name = QStringLiteral("Acme");
        saved.origin = origin;
        return connections.add(saved);
    }

    /** The backend on this computer is there now. */
    client::Connection &reach(const QUrl &url, const QByteArray &ownerToken)
    {
        client::Connection &local = connections.local();
        local.expect();
        local.reach(url, client::AccessToken(ownerToken));
        return local;
    }

    client::Worker worker;
    client::LocalCache cache;
    client::ConnectionList list;
    client::PendingCreates pending;
    client::Connections connections;
    client::UnsettledCreates creates;
};

} // namespace keydesk::testing
