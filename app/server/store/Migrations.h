// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Database.h"

namespace keydesk::server {

/** What a database holds, as far as this program can tell. */
enum class SchemaState {
    None,    ///< no tables at all
    Older,   ///< to be migrated
    Current, ///< made by this version
    Newer,   ///< made by a later version, which this one must not touch
    Foreign, ///< not a database of Keydesk
};

SchemaState schemaState(Database &database);

/**
 * Brings the schema to this version, one transaction a step. Several programs may do it at once:
 * each step looks again, inside its transaction, whether it is still to be done.
 * Throws DatabaseError. To be called for None, Older and Current only.
 */
void migrate(Database &database);

} // namespace keydesk::server
