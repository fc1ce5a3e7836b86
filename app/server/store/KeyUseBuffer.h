// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/KeyUseTable.h"
#include "server/store/Store.h"

#include <QHash>

#include <unordered_map>
#include <vector>

namespace keydesk::server {

/**
 * Uses of keys between two writes: a call that is only checked must not wait for the disk. On the
 * store's thread. What it holds, a second at most or half a minute while many keys are used, is
 * lost if the power fails. It has one entry a key, so its size has a bound.
 *
 * Written in small transactions: whoever revokes a key meanwhile waits for one of them at most.
 */
class KeyUseBuffer
{
public:
    static constexpr std::size_t keysAtOnce = 500; ///< in one transaction

    explicit KeyUseBuffer(Store &store);

    void record(const QString &platformId, const QString &keyId, SentVia via, const QString &from);
    /** A call with a key that exists and was refused: counted, but not the key's last use. */
    void recordRefused(const QString &platformId, const QString &keyId, SentVia via);

    /** Keys whose uses wait to be written. */
    std::size_t size() const;

    /** When it resumes, everything recorded before the call is in the database. */
    boost::asio::awaitable<void> flush();
    /** The same for the keys of one platform; does not wait for those of others. */
    boost::asio::awaitable<void> flush(QString platformId);
    /** A disk that is full is no reason not to show what is there; the uses are kept for later. */
    boost::asio::awaitable<void> flushIfPossible(QString platformId);

private:
    struct Use
    {
        QString platformId;
        QString keyId;
        KeyUse use;
    };
    using Chunk = std::vector<Use>;

    bool take(const QString &platformId, Chunk &chunk);
    boost::asio::awaitable<void> write(Chunk chunk);
    void putBack(const Chunk &chunk);

    Store &m_store;
    QHash<QString, std::unordered_map<QString, KeyUse>> m_pending; ///< by platform, then by key
    QHash<QString, int> m_writing; ///< uses on their way, by platform
};

} // namespace keydesk::server
