// SPDX-License-Identifier: Apache-2.0
#include "server/http/Places.h"

#include "server/http/ClientAddress.h"

namespace keydesk::server {

using boost::asio::ip::address;

Places::Places(std::size_t inAll, std::size_t perClient)
    : m_inAll(inAll)
    , m_perClient(perClient)
{
}

bool Places::hasRoomFor(const address &address) const
{
    const auto client = m_clients.find(networkOf(address));
    return hasRoom() && (client == m_clients.end() || client->second < m_perClient);
}

void Places::take(const address &address)
{
    ++m_taken;
    ++m_clients[networkOf(address)];
}

void Places::giveBack(const address &address)
{
    --m_taken;
    const auto client = m_clients.find(networkOf(address));
    if (--client->second == 0)
        m_clients.erase(client);
}

} // namespace keydesk::server
