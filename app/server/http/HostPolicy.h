// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace keydesk::server {

/**
 * To which names the server answers. On the loopback interface to those of the loopback only, so
 * that no web page can reach it through a name that it makes resolve to 127.0.0.1 (DNS rebinding);
 * elsewhere to any, unless names are given.
 */
class HostPolicy
{
public:
    enum class Verdict { Ours, Foreign, Malformed };

    HostPolicy(const boost::asio::ip::tcp::endpoint &listening,
               std::vector<std::string> publicHosts);

    /** \a host is a Host header's value (RFC 9110, 7.2): a name or address, perhaps a port. */
    Verdict judge(std::string_view host) const;

private:
    std::vector<std::string> m_loopbackNames; // with and without the port; empty elsewhere
    std::vector<std::string> m_publicHosts;   // without a port
};

} // namespace keydesk::server
