// SPDX-License-Identifier: Apache-2.0
#include "server/commands/Housekeeping.h"

#include "server/store/KeyLedger.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace keydesk::server {

namespace asio = boost::asio;

Housekeeping::Housekeeping(asio::io_context &context, Store &store, KeyUseBuffer &uses,
                           Metrics &metrics, const Log &log)
    : m_context(context)
    , m_store(store)
    , m_uses(uses)
    , m_cleanup(store)
    , m_metrics(metrics)
    , m_log(log)
{
}

void Housekeeping::start(const Begin &begin)
{
    begin(writeUses());
    begin(forgetWhatIsOld());
    begin(removeRetired());
    begin(interruptWhatHangs());
}

asio::awaitable<void> Housekeeping::writeUsesNow()
{
    try {
        co_await m_uses.flush();
    } catch (const DatabaseError &error) {
        failed(error);
    }
}

asio::awaitable<void> Housekeeping::writeUses()
{
    for (;;) {
        co_await pause(std::chrono::seconds(1));
        try {
            co_await m_uses.flushWhatIsDue();
        } catch (const DatabaseError &error) {
            failed(error);
        }
    }
}

// A key whose overlap has ended is refused at once; here it is deleted.
asio::awaitable<void> Housekeeping::removeRetired()
{
    for (;;) {
        try {
            co_await m_store.write(
                [this](Database &database) { return removeRetiredKeys(database, m_store.now()); });
        } catch (const DatabaseError &error) {
            failed(error);
        }
        co_await pause(std::chrono::seconds(10));
    }
}

asio::awaitable<void> Housekeeping::interruptWhatHangs()
{
    for (;;) {
        co_await pause(std::chrono::seconds(1));
        m_store.interruptWhatHangs();
    }
}

asio::awaitable<void> Housekeeping::forgetWhatIsOld()
{
    for (;;) {
        std::chrono::seconds next = std::chrono::hours(1);
        try {
            co_await m_cleanup.run();
        } catch (const DatabaseError &error) {
            failed(error);
            next = std::chrono::minutes(1);
        }
        co_await pause(next);
    }
}

void Housekeeping::failed(const DatabaseError &error) const
{
    m_metrics.databaseFailed();
    m_log.warning(error.what());
}

asio::awaitable<void> Housekeeping::pause(std::chrono::milliseconds duration)
{
    asio::steady_timer timer(m_context, duration);
    co_await timer.async_wait(asio::use_awaitable);
}

} // namespace keydesk::server
