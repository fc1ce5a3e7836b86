// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Clock.h"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

namespace keydesk::server {

/**
 * Slows down whoever tries one key after the other. It never holds up a key that is accepted: many
 * clients can share the address of a proxy, and one of them must not lock out the others. On one
 * thread. Addresses of IPv6 are counted by their /64, which one client has as a whole.
 */
class GuessBrake
{
public:
    static constexpr int freeOfDelay = 20; ///< refused keys of one address in a minute
    static constexpr std::chrono::seconds delay{1};
    static constexpr int delayedAtOnce = 256; ///< of all addresses; beyond, answers are not held up
    static constexpr std::size_t addressesKnown = 10'000; ///< the oldest are forgotten

    using Wait = std::function<boost::asio::awaitable<void>(std::chrono::milliseconds)>;
    /** An address, and how many of its keys were refused since then or since its last report. */
    using Report = std::function<void(const std::string &address, int refused)>;

    /** Each address is reported once a minute at most. */
    GuessBrake(Clock now, Wait wait, Report report);

    /** To be awaited before the answer to a key that is refused. */
    boost::asio::awaitable<void> refused(std::string peer);

    static boost::asio::awaitable<void> waitOnTimer(std::chrono::milliseconds duration);

private:
    struct Entry
    {
        std::string address;
        qint64 begin = 0; ///< of the minute that is counted
        int refused = 0;  ///< in this minute
        int unreported = 0;
        qint64 reportedAt = 0; ///< 0: never
    };
    using Entries = std::list<Entry>;

    Entry &entryFor(const std::string &address, qint64 now);
    bool count(Entry &entry, qint64 now) const;

    Clock m_now;
    Wait m_wait;
    Report m_report;
    Entries m_entries; ///< by the begin of their minute
    std::unordered_map<std::string, Entries::iterator> m_known;
    // Shared with waiting coroutines, which can live longer than this when the program ends.
    std::shared_ptr<int> m_delayed = std::make_shared<int>(0);
};

} // namespace keydesk::server
