// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Store.h"

namespace keydesk::server {

/**
 * Removes what has had its time, some thousand rows at once: whoever writes meanwhile waits for one
 * such step at most.
 */
class Cleanup
{
public:
    explicit Cleanup(Store &store);

    /** Throws DatabaseError; what is left then is left to the next call. */
    boost::asio::awaitable<void> run();

private:
    struct Kind;

    boost::asio::awaitable<int> removeAll(const Kind &kind);
    boost::asio::awaitable<void> forgetDeleted();

    Store &m_store;
    bool m_hasToForget = true; ///< an earlier run of the program may not have come to it
};

} // namespace keydesk::server
