// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/KeyLookup.h"
#include "server/store/Store.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <span>
#include <vector>

namespace keydesk::server {

class PostgresqlKeyLookup;

/**
 * Finds keys by their secret or place, each time in the database: nothing is kept, so a key that
 * has been revoked, by whichever instance, is not found from that moment on. What is asked while
 * requests that came together are read, or while a database server is busy with earlier questions,
 * is asked all together next. On the store's thread.
 */
class KeyFinder
{
public:
    /** \a store outlives it. */
    explicit KeyFinder(Store &store);
    ~KeyFinder();

    qint64 now() const { return m_store.now(); }

    boost::asio::awaitable<std::optional<KeyCredential>> withSecret(const Sha256 &secret);
    boost::asio::awaitable<std::optional<KeyCredential>> at(const KeyPlace &place);

private:
    using Answer = std::optional<KeyCredential>;
    using Signature = void(std::exception_ptr, Answer);
    using Resume =
        boost::asio::async_result<boost::asio::use_awaitable_t<>, Signature>::handler_type;

    struct Waiting
    {
        KeyQuestion question;
        Resume resume;
    };
    using Together = std::vector<Waiting>;

    boost::asio::awaitable<Answer> find(KeyQuestion question);
    void askSoon(const boost::asio::any_io_executor &executor);
    void askEmbedded();
    void askServer(const boost::asio::any_io_executor &executor);
    static std::vector<KeyQuestion *> questions(Together &together);
    static void resume(Together together, const std::exception_ptr &failure);

    Store &m_store;
    std::unique_ptr<KeyLookup> m_embedded; ///< for an embedded database
    std::unique_ptr<PostgresqlKeyLookup> m_server;
    Together m_waiting;
    bool m_isDue = false; ///< to be asked soon
    int m_asking = 0;     ///< statements that a database server works on
};

} // namespace keydesk::server
