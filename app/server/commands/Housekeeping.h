// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Log.h"
#include "server/http/Metrics.h"
#include "server/store/Cleanup.h"
#include "server/store/KeyUseBuffer.h"
#include "server/store/Store.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <functional>

namespace keydesk::server {

/**
 * What a server does from time to time without being asked: writes the uses of keys, deletes what
 * has ended, and gives up on a database that hangs. What the database refuses is logged, and tried
 * again at the next time.
 */
class Housekeeping
{
public:
    /** All of them outlive this; \a context runs on the store's thread. */
    Housekeeping(boost::asio::io_context &context, Store &store, KeyUseBuffer &uses,
                 Metrics &metrics, const Log &log);
    Housekeeping(const Housekeeping &) = delete; // what runs knows where it is
    Housekeeping &operator=(const Housekeeping &) = delete;

    /** Has a coroutine begun that goes on for as long as the context runs. */
    using Begin = std::function<void(boost::asio::awaitable<void>)>;
    void start(const Begin &begin);

    /** Writes the uses that wait; for the end, when no request is in flight any more. */
    boost::asio::awaitable<void> writeUsesNow();

private:
    boost::asio::awaitable<void> writeUses();
    boost::asio::awaitable<void> removeRetired();
    boost::asio::awaitable<void> interruptWhatHangs();
    boost::asio::awaitable<void> forgetWhatIsOld();
    void failed(const DatabaseError &error) const;
    boost::asio::awaitable<void> pause(std::chrono::milliseconds duration);

    boost::asio::io_context &m_context;
    Store &m_store;
    KeyUseBuffer &m_uses;
    Cleanup m_cleanup;
    Metrics &m_metrics;
    const Log &m_log;
};

} // namespace keydesk::server
