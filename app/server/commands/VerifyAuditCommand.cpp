// SPDX-License-Identifier: Apache-2.0
#include "server/commands/VerifyAuditCommand.h"

#include "server/commands/OpenDatabase.h"
#include "server/store/AuditTable.h"

#include <cstdio>

namespace keydesk::server {

using namespace Qt::StringLiterals;

int runVerifyAudit(const VerifyAuditOptions &options)
{
    const auto database = openDatabaseToRead(options.database);
    // Without a snapshot, a row that is written meanwhile would look like one too many.
    database->execute(database->dialect().beginSnapshot());
    const AuditCheck check = AuditTable(*database).check();
    if (check.fault)
        throw std::runtime_error(
            u"the audit of the platform %1 is broken: row %2 %3"_s.arg(check.fault->platformId)
                .arg(check.fault->number)
                .arg(check.fault->what)
                .toStdString());
    std::printf("ok: %lld rows on %lld platforms\n", static_cast<long long>(check.rows),
                static_cast<long long>(check.platforms));
    return 0;
}

} // namespace keydesk::server
