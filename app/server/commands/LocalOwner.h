// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"
#include "server/routes/Access.h"
#include "server/store/Database.h"

namespace keydesk::server {

/**
 * The person at this computer: the local owner, or else the first owner of a database that init
 * made. An empty database gets a platform and the local owner, named after the operating system's
 * user. To be called in a transaction. Nobody if there are platforms, but no owner.
 */
std::optional<Member> ensureLocalOwner(Database &database, qint64 now);

/** A token for one run: its text, to be handed over once, and what the server keeps. */
struct IssuedOwnerToken
{
    Bytes text; ///< 43 base64url characters
    OwnerToken token;
};

IssuedOwnerToken issueOwnerToken(const QString &memberId);

} // namespace keydesk::server
