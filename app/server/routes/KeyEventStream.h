// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/EventStream.h"
#include "server/routes/Access.h"
#include "server/routes/PlatformEvents.h"
#include "server/store/AuditTable.h"

namespace keydesk::server {

/** The events of one platform for one member, behind a row of its audit. */
class KeyEventStream : public EventStream
{
public:
    KeyEventStream(Store &store, const Access &access, PlatformEvents &events,
                   const boost::asio::any_io_executor &executor, Subscription subscription,
                   qint64 lastNumber);

    boost::asio::awaitable<Bytes> next() override;
    void stop() override;

private:
    struct News
    {
        bool mayListen = false;
        std::vector<AuditRow> rows;
        std::vector<std::optional<ApiKey>> keys; ///< as they are now, one for each row
    };

    boost::asio::awaitable<News> read();
    Bytes written(const News &news);

    Store &m_store;
    const Access &m_access;
    PlatformEvents::Listener m_listener;
    Subscription m_subscription;
    qint64 m_lastNumber;
    bool m_hasBegun = false;
    bool m_isStopped = false;
};

} // namespace keydesk::server
