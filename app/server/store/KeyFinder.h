// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/KeyLookup.h"
#include "server/store/Store.h"

#include <exception>
#include <functional>
#include <vector>

namespace keydesk::server {

/**
 * Finds keys by their secret or id, each time in the database: nothing is kept, so a key that has
 * been revoked, by whichever instance, is not found from that moment on. What is asked while a
 * database server still answers other questions is asked all together next. On the store's thread.
 */
class KeyFinder
{
public:
    /** \a store outlives it. */
    explicit KeyFinder(Store &store);

    qint64 now() const { return m_store.now(); }

    boost::asio::awaitable<std::optional<KeyCredential>> withSecret(const Sha256 &secret);
    boost::asio::awaitable<std::optional<KeyCredential>> withId(const QString &id);

private:
    struct Waiting
    {
        KeyQuestion question;
        std::exception_ptr failure;
        std::function<void()> resume;
    };

    boost::asio::awaitable<std::optional<KeyCredential>> find(KeyQuestion question);
    boost::asio::awaitable<void> wait(Waiting &waiting);
    boost::asio::awaitable<void> askForAll();

    Store &m_store;
    std::unique_ptr<KeyLookup> m_lookup; ///< for an embedded database
    std::vector<Waiting *> m_waiting;
    bool m_isAsking = false;
};

} // namespace keydesk::server
