// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <QByteArray>

namespace keydesk::server {

/**
 * Compares passwords with their Argon2id hashes, on a thread of its own: one comparison takes a
 * tenth of a second and 64 MiB, which no other request should wait for.
 */
class PasswordCheck
{
public:
    enum class Verdict { Right, Wrong, NoMemory };

    PasswordCheck();
    PasswordCheck(const PasswordCheck &) = delete;
    PasswordCheck &operator=(const PasswordCheck &) = delete;
    /** Finishes what has begun. The io_context of waiting coroutines must be alive. */
    ~PasswordCheck();

    /**
     * \a hash is one that crypto_pwhash_str wrote. Resumes on the caller's executor. Both arguments
     * must live until then.
     */
    boost::asio::awaitable<Verdict> verify(const QByteArray &hash, const Bytes &password);

    /** The hash of nobody's password, for the same work where there is nothing to compare with. */
    static QByteArray hashOfNobody();

private:
    boost::asio::thread_pool m_thread;
};

} // namespace keydesk::server
