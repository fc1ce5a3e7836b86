// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/ip/address.hpp>

#include <cstddef>
#include <map>

namespace keydesk::server {

/** How many connections there may be: in all, and from what one client has as addresses. */
class Places
{
public:
    Places(std::size_t inAll, std::size_t perClient);

    bool hasRoom() const { return m_taken < m_inAll; }
    /** Also for one more from there. */
    bool hasRoomFor(const boost::asio::ip::address &address) const;
    void take(const boost::asio::ip::address &address);
    void giveBack(const boost::asio::ip::address &address);

private:
    std::size_t m_inAll;
    std::size_t m_perClient;
    std::size_t m_taken = 0;
    std::map<boost::asio::ip::address, std::size_t> m_clients; ///< by their networks
};

} // namespace keydesk::server
