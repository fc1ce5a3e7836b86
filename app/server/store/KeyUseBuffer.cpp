// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyUseBuffer.h"

#include <algorithm>
#include <utility>

namespace keydesk::server {

namespace {

constexpr qint64 hour = 60LL * 60 * 1000;

void merge(KeyUse &into, const KeyUse &use)
{
    for (const auto &[when, counts] : use.calls) {
        into.calls[when].calls += counts.calls;
        into.calls[when].refused += counts.refused;
    }
    if (into.lastUsedAt < use.lastUsedAt) { // never used is before everything
        into.lastUsedAt = use.lastUsedAt;
        into.lastUsedFrom = use.lastUsedFrom;
        into.lastUsedVia = use.lastUsedVia;
    }
}

} // namespace

KeyUseBuffer::KeyUseBuffer(Store &store)
    : m_store(store)
{
}

void KeyUseBuffer::record(const QString &platformId, const QString &keyId, SentVia via,
                          const QString &from)
{
    const qint64 now = m_store.now();
    KeyUse &use = m_pending[platformId][keyId];
    use.lastUsedAt = now;
    use.lastUsedFrom = from;
    use.lastUsedVia = via;
    ++use.calls[{now / hour, via}].calls;
}

void KeyUseBuffer::recordRefused(const QString &platformId, const QString &keyId, SentVia via)
{
    ++m_pending[platformId][keyId].calls[{m_store.now() / hour, via}].refused;
}

std::size_t KeyUseBuffer::size() const
{
    std::size_t keys = 0;
    for (const auto &uses : m_pending)
        keys += uses.size();
    return keys;
}

boost::asio::awaitable<void> KeyUseBuffer::flush()
{
    Chunk chunk;
    for (const QString &platformId : m_pending.keys()) {
        while (take(platformId, chunk))
            co_await write(std::exchange(chunk, {}));
    }
    // What another flush took is written when this job is: they are done in their order.
    if (!chunk.empty() || !m_writing.isEmpty())
        co_await write(std::move(chunk));
}

boost::asio::awaitable<void> KeyUseBuffer::flush(QString platformId)
{
    Chunk chunk;
    while (take(platformId, chunk))
        co_await write(std::exchange(chunk, {}));
    if (!chunk.empty() || m_writing.contains(platformId))
        co_await write(std::move(chunk));
}

boost::asio::awaitable<void> KeyUseBuffer::flushIfPossible(QString platformId)
{
    try {
        co_await flush(std::move(platformId));
    } catch (const DatabaseError &) { // NOLINT(bugprone-empty-catch)
    }
}

// True when the chunk is full, and there may be more.
bool KeyUseBuffer::take(const QString &platformId, Chunk &chunk)
{
    const auto platform = m_pending.find(platformId);
    if (platform == m_pending.end())
        return false;
    while (chunk.size() < keysAtOnce && !platform->empty()) {
        auto key = platform->extract(platform->begin());
        chunk.push_back({platformId, key.key(), std::move(key.mapped())});
    }
    if (platform->empty())
        m_pending.erase(platform);
    return chunk.size() == keysAtOnce;
}

boost::asio::awaitable<void> KeyUseBuffer::write(Chunk chunk)
{
    // Rows are locked in this order everywhere, so that no two transactions wait for each other.
    std::ranges::sort(chunk, {}, &Use::keyId);
    for (const Use &use : chunk)
        ++m_writing[use.platformId];
    std::exception_ptr failure;
    try {
        co_await m_store.write([&chunk](Database &database) {
            KeyUseTable table(database);
            for (const Use &use : chunk)
                table.add(use.keyId, use.use);
            return true;
        });
    } catch (...) {
        failure = std::current_exception();
    }
    for (const Use &use : chunk) {
        if (--m_writing[use.platformId] == 0)
            m_writing.remove(use.platformId);
    }
    if (failure) {
        putBack(chunk);
        std::rethrow_exception(failure);
    }
}

void KeyUseBuffer::putBack(const Chunk &chunk)
{
    for (const Use &use : chunk)
        merge(m_pending[use.platformId][use.keyId], use.use);
}

} // namespace keydesk::server
