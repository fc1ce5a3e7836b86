// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyUseBuffer.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;

namespace {

// Long enough for a slow disk: what the list shows is a moment old else.
constexpr std::chrono::seconds flushPatience(1);
constexpr std::size_t few = 1000;        ///< keys
constexpr std::size_t bucketsAtOnce = 9; ///< of 256: all are written in half a minute

void merge(KeyUse &into, const KeyUse &use)
{
    for (const HourOfUse &hour : use.hours) {
        CallCounts &counts = into.at(hour.startsAt, hour.via);
        counts.calls += hour.counts.calls;
        counts.refused += hour.counts.refused;
    }
    if (into.lastUsedAt < use.lastUsedAt) { // never used is before everything
        into.lastUsedAt = use.lastUsedAt;
        into.lastUsedFrom = use.lastUsedFrom;
        into.lastUsedVia = use.lastUsedVia;
    }
}

// Identifiers are random and begin with hexadecimal digits.
std::size_t digitAt(std::string_view identifier, std::size_t place)
{
    const char c = place < identifier.size() ? identifier[place] : '0';
    return static_cast<std::size_t>(c <= '9' ? c - '0' : c - 'a' + 10) & 0xf;
}

} // namespace

KeyUseBuffer::KeyUseBuffer(Store &store)
    : m_store(store)
{
}

void KeyUseBuffer::record(const KeyCredential &key, SentVia via, std::string_view from)
{
    const qint64 now = m_store.now();
    KeyUse &use = pending(key.platformId, key.id);
    use.lastUsedAt = now;
    use.lastUsedFrom = from;
    use.lastUsedVia = via;
    ++use.at(now, via).calls;
}

void KeyUseBuffer::recordRefused(const KeyCredential &key, SentVia via)
{
    ++pending(key.platformId, key.id).at(m_store.now(), via).refused;
}

std::size_t KeyUseBuffer::bucketOf(std::string_view platformId)
{
    return digitAt(platformId, 0) * 16 + digitAt(platformId, 1);
}

KeyUse &KeyUseBuffer::pending(const Identifier &platformId, const Identifier &keyId)
{
    Pending &pending = m_buckets[bucketOf(viewOf(platformId))][keyId];
    if (pending.platformId.empty()) {
        pending.platformId = platformId;
        ++m_keys;
    }
    return pending.use;
}

boost::asio::awaitable<void> KeyUseBuffer::flush()
{
    co_await flush(std::span(m_buckets));
    // What another flush took is written when this job is: they are done in their order.
    if (std::ranges::any_of(m_writing, [](int count) { return count > 0; }))
        co_await write({});
}

boost::asio::awaitable<void> KeyUseBuffer::flushWhatIsDue()
{
    if (m_keys <= few) {
        co_await flush();
        co_return;
    }
    const std::size_t count = std::min(bucketsAtOnce, m_buckets.size() - m_nextBucket);
    const auto due = std::span(m_buckets).subspan(m_nextBucket, count);
    m_nextBucket = (m_nextBucket + count) % m_buckets.size();
    co_await flush(due);
}

boost::asio::awaitable<void> KeyUseBuffer::flush(std::span<Bucket> buckets)
{
    Uses uses;
    for (Bucket &bucket : buckets) {
        m_keys -= bucket.size();
        Bucket taken = std::exchange(bucket, {});
        for (auto &[key, pending] : taken)
            uses.push_back({pending.platformId, key, std::move(pending.use)});
        if (uses.size() >= keysAtOnce)
            co_await write(std::exchange(uses, {}));
    }
    if (!uses.empty())
        co_await write(std::move(uses));
}

boost::asio::awaitable<void> KeyUseBuffer::flush(QString platformId)
{
    Uses uses;
    const std::string platform = platformId.toStdString();
    const std::size_t bucket = bucketOf(platform);
    m_keys -= boost::unordered::erase_if(m_buckets[bucket], [&](auto &entry) {
        auto &[key, pending] = entry;
        if (viewOf(pending.platformId) != platform)
            return false;
        uses.push_back({pending.platformId, key, std::move(pending.use)});
        return true;
    });
    if (!uses.empty() || m_writing[bucket] > 0)
        co_await write(std::move(uses));
}

boost::asio::awaitable<void> KeyUseBuffer::flushIfPossible(QString platformId)
{
    const auto executor = co_await asio::this_coro::executor;
    const auto done = std::make_shared<asio::steady_timer>(executor, flushPatience);
    asio::co_spawn(executor, flush(std::move(platformId)), [done](const std::exception_ptr &) {
        // Also if nobody waits yet.
        done->expires_at(asio::steady_timer::time_point::min());
    });
    boost::system::error_code ignored;
    co_await done->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

boost::asio::awaitable<void> KeyUseBuffer::write(Uses uses)
{
    // Rows are locked in this order everywhere, so that no two transactions wait for each other.
    std::ranges::sort(uses, UsedKey::isBefore);
    for (const UsedKey &use : uses)
        ++m_writing[bucketOf(viewOf(use.platformId))];
    std::exception_ptr failure;
    bool isUnknown = false;
    try {
        co_await m_store.write([&uses](Database &database) {
            KeyUseTable(database).add(uses);
            return true;
        });
    } catch (const DatabaseError &error) {
        failure = std::current_exception();
        isUnknown = error.isOutcomeUnknown();
    } catch (...) {
        failure = std::current_exception();
    }
    for (const UsedKey &use : uses)
        --m_writing[bucketOf(viewOf(use.platformId))];
    if (!failure)
        co_return;
    if (!isUnknown) // rather lost than counted twice
        putBack(uses);
    std::rethrow_exception(failure);
}

void KeyUseBuffer::putBack(const Uses &uses)
{
    for (const UsedKey &use : uses)
        merge(pending(use.platformId, use.keyId), use.use);
}

} // namespace keydesk::server
