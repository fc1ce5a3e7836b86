// SPDX-License-Identifier: Apache-2.0
#include "server/http/ClientAddress.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace keydesk::server {

namespace asio = boost::asio;

namespace {

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/** The entries of all its lines, which are one list (RFC 9110, 5.3); the nearest one's first. */
std::vector<std::string_view> forwardedFor(const Fields &fields)
{
    std::vector<std::string_view> entries;
    const auto [begin, end] = fields.equal_range("X-Forwarded-For");
    for (auto line = begin; line != end; ++line) {
        std::string_view rest = line->value();
        for (;;) {
            const std::size_t comma = rest.find(',');
            entries.push_back(trimmed(rest.substr(0, comma)));
            if (comma == std::string_view::npos)
                break;
            rest.remove_prefix(comma + 1);
        }
    }
    std::ranges::reverse(entries);
    return entries;
}

} // namespace

asio::ip::address plainAddress(const asio::ip::address &address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    return address;
}

asio::ip::address networkOf(const asio::ip::address &address)
{
    asio::ip::address plain = plainAddress(address);
    if (plain.is_v4())
        return plain;
    auto bytes = plain.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return asio::ip::address_v6(bytes);
}

std::string networkName(const std::string &peer)
{
    boost::system::error_code error;
    const asio::ip::address address = asio::ip::make_address(peer, error);
    if (error)
        return peer;
    const asio::ip::address network = networkOf(address);
    return network.to_string() + (network.is_v6() ? "/64" : "");
}

TrustedProxies::TrustedProxies(const std::vector<asio::ip::address> &addresses)
{
    std::ranges::transform(addresses, std::back_inserter(m_addresses), plainAddress);
}

bool TrustedProxies::contains(const asio::ip::address &address) const
{
    return std::ranges::find(m_addresses, plainAddress(address)) != m_addresses.end();
}

std::optional<asio::ip::address> TrustedProxies::clientOf(const Fields &fields) const
{
    for (const std::string_view entry : forwardedFor(fields)) {
        boost::system::error_code error;
        const auto address = asio::ip::make_address(std::string(entry), error);
        // A zone is a text of the sender's choice.
        if (error || entry.find('%') != std::string_view::npos)
            return std::nullopt;
        if (!contains(address))
            return plainAddress(address);
    }
    return std::nullopt;
}

} // namespace keydesk::server
