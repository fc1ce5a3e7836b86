// SPDX-License-Identifier: Apache-2.0
#include "server/routes/PlatformEvents.h"

#include "server/store/AuditTable.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds betweenLooks(500);

} // namespace

PlatformEvents::PlatformEvents(Store &store)
    : m_store(store)
    , m_listeners(std::make_shared<std::set<Listener *>>())
{
}

PlatformEvents::Listener::Listener(const PlatformEvents &events, QString platformId,
                                   const asio::any_io_executor &executor)
    : m_all(events.m_listeners)
    , m_platformId(std::move(platformId))
    , m_timer(executor)
{
    m_all->insert(this);
}

PlatformEvents::Listener::~Listener()
{
    m_all->erase(this);
}

asio::awaitable<void> PlatformEvents::Listener::wait(std::chrono::milliseconds most)
{
    boost::system::error_code ignored;
    m_timer.expires_after(most);
    if (!std::exchange(m_isWoken, false))
        co_await m_timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    m_isWoken = false;
}

void PlatformEvents::Listener::wake()
{
    m_isWoken = true;
    m_timer.cancel();
}

void PlatformEvents::changed(const QString &platformId)
{
    for (Listener *listener : *m_listeners) {
        if (listener->platformId() == platformId)
            listener->wake();
    }
}

asio::awaitable<void> PlatformEvents::watch()
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        timer.expires_after(betweenLooks);
        co_await timer.async_wait(asio::use_awaitable);
        if (m_listeners->empty()) {
            m_lastSeen.clear();
            continue;
        }
        try {
            co_await look();
        } catch (const DatabaseError &) {
            // Without a database nothing happens that could be told; it is looked at again.
        }
    }
}

asio::awaitable<void> PlatformEvents::look()
{
    QMap<QString, qint64> numbers;
    for (const Listener *listener : *m_listeners)
        numbers.insert(listener->platformId(), 0);
    numbers = co_await m_store.read([&numbers](Database &database) {
        QMap<QString, qint64> seen;
        for (auto number = numbers.cbegin(); number != numbers.cend(); ++number)
            seen.insert(number.key(), AuditTable(database).lastNumber(number.key()));
        return seen;
    });
    // One that is seen for the first time may have changed since its listener looked.
    for (auto number = numbers.cbegin(); number != numbers.cend(); ++number) {
        if (m_lastSeen.value(number.key(), -1) != number.value())
            changed(number.key());
    }
    m_lastSeen = numbers;
}

} // namespace keydesk::server
