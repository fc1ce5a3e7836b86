// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/KeyTable.h"
#include "server/store/KeyUseTable.h"
#include "server/store/Store.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace keydesk::server {

/**
 * Uses of keys between two writes: a call that is only checked must not wait for the disk. On the
 * store's thread. What it holds, a second at most or half a minute while many keys are used, is
 * lost if the power fails. It has one entry a key, so its size has a bound.
 *
 * Written in small transactions, each with keys that are neighbours in the tables: whoever revokes
 * a key meanwhile waits for one of them at most, and a page is not written for one key alone.
 */
class KeyUseBuffer
{
public:
    static constexpr std::size_t keysAtOnce = 1000; ///< in one transaction

    explicit KeyUseBuffer(Store &store);

    /** \a from is an IP address. */
    void record(const KeyCredential &key, SentVia via, std::string_view from);
    /** A call with a key that exists and was refused: counted, but not the key's last use. */
    void recordRefused(const KeyCredential &key, SentVia via);

    /** When it resumes, everything recorded before the call is in the database. */
    boost::asio::awaitable<void> flush();
    /** The same for the keys of one platform; waits for those of others only if these are on their
     *  way, and their identifiers begin alike. */
    boost::asio::awaitable<void> flush(QString platformId);
    /**
     * The same, but a disk that is full, or a writer that waits for somebody's lock, is no reason
     * not to show what is there: comes back when it is done, has failed, or after a moment. What
     * was not written is kept for later.
     */
    boost::asio::awaitable<void> flushIfPossible(QString platformId);
    /**
     * To be called each second. Writes everything while few keys are in use. With many, the next
     * thirtieth of all platforms, so that each key is written for many calls at once: else the
     * writing would cost more than the calls.
     */
    boost::asio::awaitable<void> flushWhatIsDue();

private:
    using Uses = std::vector<UsedKey>;
    struct Pending
    {
        Identifier platformId;
        KeyUse use;
    };
    /** Uses by key, of platforms whose identifiers begin alike. */
    using Bucket = boost::unordered_flat_map<Identifier, Pending, IdentifierHash>;

    static std::size_t bucketOf(std::string_view platformId);
    KeyUse &pending(const Identifier &platformId, const Identifier &keyId);
    boost::asio::awaitable<void> flush(std::span<Bucket> buckets);
    boost::asio::awaitable<void> write(Uses uses);
    void putBack(const Uses &uses);

    Store &m_store;
    std::array<Bucket, 256> m_buckets;
    std::array<int, 256> m_writing{}; ///< uses on their way, by bucket
    std::size_t m_keys = 0;           ///< in all the buckets
    std::size_t m_nextBucket = 0;     ///< to be written when many are in use
};

} // namespace keydesk::server
