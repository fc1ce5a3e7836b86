// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"

#include <boost/asio/ip/address.hpp>

#include <optional>
#include <string>
#include <vector>

namespace keydesk::server {

/** IPv4 in IPv6 as IPv4: one client is not to look like two. */
boost::asio::ip::address plainAddress(const boost::asio::ip::address &address);

/** What one client has as a whole: an address of IPv4, or a /64 of IPv6. */
boost::asio::ip::address networkOf(const boost::asio::ip::address &address);
/** The same for a peer's text, e.g. "192.0.2.7" or "2001:db8::/64". */
std::string networkName(const std::string &peer);

/** The proxies whose word about the client's address counts. */
class TrustedProxies
{
public:
    TrustedProxies() = default;
    explicit TrustedProxies(const std::vector<boost::asio::ip::address> &addresses);

    bool contains(const boost::asio::ip::address &address) const;

    /**
     * The last address in X-Forwarded-For that is not one of ours: those before it are the client's
     * own claims. Nothing if there is none, or if it is no address.
     */
    std::optional<boost::asio::ip::address> clientOf(const Fields &fields) const;

private:
    std::vector<boost::asio::ip::address> m_addresses;
};

} // namespace keydesk::server
