// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Store.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <QMap>
#include <QString>

#include <memory>
#include <set>

namespace keydesk::server {

/**
 * Wakes those who wait for something to happen on a platform, whichever instance it happened in:
 * while somebody waits, the number of the platform's last audit row is looked at twice a second.
 * On the store's thread. Listeners may be destroyed later than this: those of connections that were
 * open when the program had to stop go with the io_context.
 */
class PlatformEvents
{
public:
    explicit PlatformEvents(Store &store);
    PlatformEvents(const PlatformEvents &) = delete;
    PlatformEvents &operator=(const PlatformEvents &) = delete;

    /** Hears of one platform as long as it lives. */
    class Listener
    {
    public:
        Listener(const PlatformEvents &events, QString platformId,
                 const boost::asio::any_io_executor &executor);
        Listener(const Listener &) = delete;
        Listener &operator=(const Listener &) = delete;
        ~Listener();

        /** Resumes when something has happened since the last call, or after \a most. */
        boost::asio::awaitable<void> wait(std::chrono::milliseconds most);
        void wake();

        const QString &platformId() const { return m_platformId; }

    private:
        std::shared_ptr<std::set<Listener *>> m_all;
        QString m_platformId;
        boost::asio::steady_timer m_timer;
        bool m_isWoken = false;
    };

    /** Something was changed by this instance. */
    void changed(const QString &platformId);

    /** Looks at the database from time to time, for ever. */
    boost::asio::awaitable<void> watch();

private:
    boost::asio::awaitable<void> look();

    Store &m_store;
    std::shared_ptr<std::set<Listener *>> m_listeners;
    QMap<QString, qint64> m_lastSeen;
};

} // namespace keydesk::server
