// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/KeyUseTable.h"
#include "server/store/Store.h"

#include <QHash>

namespace keydesk::server {

/**
 * Uses of keys between two writes: a call that is only checked must not wait for the disk. On the
 * store's thread. What it holds, a second at most, is lost if the power fails.
 */
class KeyUseBuffer
{
public:
    explicit KeyUseBuffer(Store &store);

    void record(const QString &keyId, SentVia via, const QString &from);

    /** When it resumes, everything recorded before the call is in the database. */
    boost::asio::awaitable<void> flush();

private:
    void putBack(const QHash<QString, KeyUse> &uses);

    Store &m_store;
    QHash<QString, KeyUse> m_pending;
    int m_writing = 0;
};

} // namespace keydesk::server
