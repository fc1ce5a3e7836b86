// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/Access.h"
#include "server/routes/PlatformEvents.h"
#include "server/store/KeyLedger.h"

namespace keydesk::server {

/** How a refusal by the ledger is told to a client. */
Refusal keyRefusal(ProblemCode code);

/** Runs changes to a platform's keys: the transaction, its ledger, and who is told. */
class KeyChanges
{
public:
    KeyChanges(Store &store, PlatformEvents &events)
        : m_store(store)
        , m_events(events)
    {
    }

    /** \a work is given the ledger and returns a Decision. */
    template <typename Work, typename Result = std::invoke_result_t<Work &, KeyLedger &>>
    boost::asio::awaitable<Outcome<typename Result::value_type>> run(const Manager &manager,
                                                                     const Request &request,
                                                                     Work work) const
    {
        const Actor actor{{manager.member.id, manager.member.name}, toText(request.peer)};
        auto decision = co_await m_store.write([&](Database &database) -> Result {
            KeyLedger ledger(database, manager.platformId, actor, m_store.now());
            if (const auto obstacle = ledger.obstacle())
                return tl::unexpected(*obstacle);
            return work(ledger);
        });
        if (!decision)
            co_return tl::unexpected(keyRefusal(decision.error()));
        m_events.changed(manager.platformId);
        co_return std::move(*decision);
    }

private:
    Store &m_store;
    PlatformEvents &m_events;
};

} // namespace keydesk::server
