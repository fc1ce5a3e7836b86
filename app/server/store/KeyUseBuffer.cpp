// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyUseBuffer.h"

#include <utility>

namespace keydesk::server {

namespace {

constexpr qint64 hour = 60LL * 60 * 1000;

bool writeAll(Database &database, const QHash<QString, KeyUse> &uses)
{
    KeyUseTable table(database);
    for (auto use = uses.begin(); use != uses.end(); ++use)
        table.add(use.key(), use.value());
    return true;
}

} // namespace

KeyUseBuffer::KeyUseBuffer(Store &store)
    : m_store(store)
{
}

void KeyUseBuffer::record(const QString &keyId, SentVia via, const QString &from)
{
    const qint64 now = m_store.now();
    KeyUse &use = m_pending[keyId];
    use.lastUsedAt = now;
    use.lastUsedFrom = from;
    use.lastUsedVia = via;
    ++use.calls[{now / hour, via}];
}

boost::asio::awaitable<void> KeyUseBuffer::flush()
{
    // A write under way is waited for as well: jobs are done in their order.
    if (m_pending.isEmpty() && m_writing == 0)
        co_return;
    const QHash<QString, KeyUse> uses = std::exchange(m_pending, {});
    ++m_writing;
    std::exception_ptr failure;
    try {
        co_await m_store.write([&uses](Database &database) { return writeAll(database, uses); });
    } catch (...) {
        failure = std::current_exception();
    }
    --m_writing;
    if (failure) {
        putBack(uses);
        std::rethrow_exception(failure);
    }
}

void KeyUseBuffer::putBack(const QHash<QString, KeyUse> &uses)
{
    for (auto use = uses.begin(); use != uses.end(); ++use) {
        KeyUse &pending = m_pending[use.key()];
        for (const auto &[when, calls] : use->calls)
            pending.calls[when] += calls;
        if (pending.lastUsedAt < use->lastUsedAt) {
            pending.lastUsedAt = use->lastUsedAt;
            pending.lastUsedFrom = use->lastUsedFrom;
            pending.lastUsedVia = use->lastUsedVia;
        }
    }
}

} // namespace keydesk::server
