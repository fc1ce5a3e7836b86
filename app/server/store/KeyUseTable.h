// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "server/store/Database.h"

#include <map>
#include <utility>

namespace keydesk::server {

/** What is known of the use of one key since it was last written. */
struct KeyUse
{
    qint64 lastUsedAt = 0;
    QString lastUsedFrom;
    SentVia lastUsedVia = SentVia::Header;
    /** Calls by the hour (milliseconds / 3,600,000) and the way in which the key was sent. */
    std::map<std::pair<qint64, SentVia>, qint64> calls;
};

/** When, from where and how often keys are used. */
class KeyUseTable
{
public:
    explicit KeyUseTable(Database &database);

    /** Does nothing for a key that is gone. */
    void add(const QString &keyId, const KeyUse &use);
    void removeOld(qint64 now);

private:
    Database &m_database;
};

} // namespace keydesk::server
