// SPDX-License-Identifier: Apache-2.0
#include "server/store/Dialect.h"

#include "server/store/PostgresqlDialect.h"
#include "server/store/SqliteDialect.h"

namespace keydesk::server {

const Dialect &Dialect::of(const DatabaseUrl &url)
{
    static const SqliteDialect sqlite;
    static const PostgresqlDialect postgresql;
    if (url.sqlite())
        return sqlite;
    return postgresql;
}

} // namespace keydesk::server
