// SPDX-License-Identifier: Apache-2.0
#include "server/routes/GuessBrake.h"

#include "server/http/ClientAddress.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;

namespace {

constexpr qint64 minute = 60LL * 1000;

class Counted
{
public:
    explicit Counted(std::shared_ptr<int> count)
        : m_count(std::move(count))
    {
        ++*m_count;
    }
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;
    ~Counted() { --*m_count; }

private:
    std::shared_ptr<int> m_count;
};

} // namespace

GuessBrake::GuessBrake(Clock now, Wait wait, Report report)
    : m_now(std::move(now))
    , m_wait(std::move(wait))
    , m_report(std::move(report))
{
}

asio::awaitable<void> GuessBrake::refused(std::string peer)
{
    const qint64 now = m_now();
    if (!count(entryFor(networkName(peer), now), now) || *m_delayed >= delayedAtOnce)
        co_return;
    const Counted delayed(m_delayed);
    co_await m_wait(delay);
}

// Entries whose minute is over begin a new one, at the end of the list.
GuessBrake::Entry &GuessBrake::entryFor(const std::string &address, qint64 now)
{
    const auto known = m_known.find(address);
    if (known != m_known.end()) {
        const auto entry = known->second;
        if (now - entry->begin >= minute || now < entry->begin) {
            if (entry->refused <= freeOfDelay)
                entry->unreported = 0;
            entry->begin = now;
            entry->refused = 0;
            m_entries.splice(m_entries.end(), m_entries, entry);
        }
        return *entry;
    }
    if (m_entries.size() >= addressesKnown) {
        m_known.erase(m_entries.front().address);
        m_entries.pop_front();
    }
    m_entries.push_back({.address = address, .begin = now});
    m_known[address] = std::prev(m_entries.end());
    return m_entries.back();
}

// True when it was one too many.
bool GuessBrake::count(Entry &entry, qint64 now) const
{
    ++entry.unreported;
    if (++entry.refused <= freeOfDelay)
        return false;
    if (entry.reportedAt == 0 || now - entry.reportedAt >= minute) {
        m_report(entry.address, entry.unreported);
        entry.reportedAt = now;
        entry.unreported = 0;
    }
    return true;
}

asio::awaitable<void> GuessBrake::waitOnTimer(std::chrono::milliseconds duration)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, duration);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

} // namespace keydesk::server
