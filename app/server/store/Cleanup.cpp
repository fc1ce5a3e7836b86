// SPDX-License-Identifier: Apache-2.0
#include "server/store/Cleanup.h"

#include "server/store/AccessTokenTable.h"
#include "server/store/KeyTable.h"
#include "server/store/KeyUseTable.h"
#include "server/store/SessionTable.h"
#include "server/store/SignInFailureTable.h"
#include "server/store/UsedNonceTable.h"

#include <array>

namespace keydesk::server {

namespace asio = boost::asio;

namespace {

constexpr int rowsDeletedAtOnce = 5000;
constexpr int sessionsAtOnce = 500; // their tokens go with them

} // namespace

/** What is removed in the same way. */
struct Cleanup::Kind
{
    /** At most so many rows, or a few more; returns how many. */
    int (*remove)(Database &, qint64 now, int limit);
    int atOnce;

    static const Kind salts;
    static const std::array<Kind, 5> others;
};

const Cleanup::Kind Cleanup::Kind::salts{[](Database &database, qint64 now, int limit) {
                                             return KeyTable(database).removeOldSalts(now, limit);
                                         },
                                         rowsDeletedAtOnce};

const std::array<Cleanup::Kind, 5> Cleanup::Kind::others{
    Kind{[](Database &database, qint64 now, int limit) {
             return AccessTokenTable(database).removeExpired(now, limit);
         },
         rowsDeletedAtOnce},
    Kind{[](Database &database, qint64 now, int limit) {
             return SessionTable(database).removeExpired(now, limit);
         },
         sessionsAtOnce},
    Kind{[](Database &database, qint64 now, int limit) {
             return SignInFailureTable(database).removeOld(now, limit);
         },
         rowsDeletedAtOnce},
    Kind{[](Database &database, qint64 now, int limit) {
             return UsedNonceTable(database).removeExpired(now, limit);
         },
         rowsDeletedAtOnce},
    Kind{[](Database &database, qint64 now, int limit) {
             return KeyUseTable(database).removeOld(now, limit);
         },
         rowsDeletedAtOnce}};

Cleanup::Cleanup(Store &store)
    : m_store(store)
{
}

// Salts first, and for good: what else has had its time is of no use to anybody.
asio::awaitable<void> Cleanup::run()
{
    const int salts = co_await removeAll(Kind::salts);
    m_hasToForget = m_hasToForget || salts > 0;
    if (m_hasToForget)
        co_await forgetDeleted();
    for (const Kind &kind : Kind::others)
        co_await removeAll(kind);
}

asio::awaitable<int> Cleanup::removeAll(const Kind &kind)
{
    const auto step = [this, &kind](Database &database) {
        return kind.remove(database, m_store.now(), kind.atOnce);
    };
    int all = 0;
    for (int last = kind.atOnce; last >= kind.atOnce; all += last)
        last = co_await m_store.write(step);
    co_return all;
}

asio::awaitable<void> Cleanup::forgetDeleted()
{
    co_await m_store.maintain(
        [](Database &database) { database.dialect().forgetDeleted(database); });
    m_hasToForget = false;
}

} // namespace keydesk::server
