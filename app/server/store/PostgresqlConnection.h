// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/DatabaseError.h"
#include "server/store/DatabaseUrl.h"
#include "server/store/PostgresqlDialect.h"

#include <libpq-fe.h>

#include <QByteArray>
#include <QStringList>

#include <memory>

namespace keydesk::server {

struct FreesConnection
{
    void operator()(PGconn *connection) const { PQfinish(connection); }
};
struct FreesResult
{
    void operator()(PGresult *result) const { PQclear(result); }
};

/** A connection without Qt, for who waits on its socket instead of in a call. */
using PostgresqlConnection = std::unique_ptr<PGconn, FreesConnection>;
using PostgresqlResult = std::unique_ptr<PGresult, FreesResult>;

/**
 * Waits until the server has let us in, or a few seconds; any thread. Nothing has been set up on
 * the connection. Throws DatabaseError.
 */
PostgresqlConnection connectTo(const DatabaseUrl &url);

/** Of a connection that broke, or could not be made. */
DatabaseError errorOf(const PostgresqlConnection &connection);
/** Of a statement that failed. */
DatabaseError errorOf(const PostgresqlResult &result);

} // namespace keydesk::server
