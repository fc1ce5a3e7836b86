// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/store/Database.h"

#include <QString>

#include <optional>
#include <string>

namespace keydesk::server {

/**
 * Slows down who guesses passwords: after five failures within a minute for an e-mail address, or
 * from a network address (of IPv6 its /64, which is one customer's), the next one must wait. It is
 * counted in the database, for all servers that share it. Attempts of one server take turns, so
 * that five is five; another server can be one attempt ahead.
 */
class SignInAttempt
{
public:
    SignInAttempt(const QString &email, const std::string &peer);
    /** Without a password nobody's e-mail address is tried: only the network is slowed down. */
    explicit SignInAttempt(const std::string &peer);

    /** Seconds to wait before the next attempt; 0 for none. */
    qint64 wait(Database &database, qint64 now) const;
    void failed(Database &database, qint64 now) const;
    /** Whoever knows the password may mistype it again. The network's failures stay. */
    void succeeded(Database &database) const;

private:
    std::optional<Sha256> m_email;
    Sha256 m_network;
};

} // namespace keydesk::server
