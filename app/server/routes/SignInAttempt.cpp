// SPDX-License-Identifier: Apache-2.0
#include "server/routes/SignInAttempt.h"

#include "server/store/SignInFailureTable.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace keydesk::server {

namespace ip = boost::asio::ip;

namespace {

std::string networkOf(const std::string &peer)
{
    boost::system::error_code error;
    const ip::address address = ip::make_address(peer, error);
    if (error || address.is_v4())
        return peer;
    const ip::address_v6 v6 = address.to_v6();
    if (v6.is_v4_mapped())
        return ip::make_address_v4(ip::v4_mapped, v6).to_string();
    ip::address_v6::bytes_type bytes = v6.to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return ip::address_v6(bytes).to_string();
}

} // namespace

SignInAttempt::SignInAttempt(const QString &email, const std::string &peer)
    : m_email(sha256("email " + email.toCaseFolded().toUtf8()))
    , m_network(sha256("network " + QByteArray::fromStdString(networkOf(peer))))
{
}

qint64 SignInAttempt::wait(Database &database, qint64 now) const
{
    SignInFailureTable failures(database);
    const qint64 forEmail = failures.wait(m_email, now);
    const qint64 milliseconds = std::max(forEmail, failures.wait(m_network, now));
    return (milliseconds + 999) / 1000;
}

void SignInAttempt::failed(Database &database, qint64 now) const
{
    SignInFailureTable failures(database);
    failures.add(m_email, now);
    failures.add(m_network, now);
}

void SignInAttempt::succeeded(Database &database) const
{
    SignInFailureTable(database).forget(m_email);
}

} // namespace keydesk::server
