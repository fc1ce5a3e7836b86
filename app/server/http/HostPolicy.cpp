// SPDX-License-Identifier: Apache-2.0
#include "server/http/HostPolicy.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>

namespace keydesk::server {

namespace {

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

// Without zones: what they hold could be anything.
bool isAddressCharacter(char c)
{
    return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
}

bool isPort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port != 0;
}

/** The name without its port; nothing if it is not well formed. */
std::optional<std::string_view> nameOf(std::string_view host)
{
    std::size_t end = host.find(':');
    if (host.starts_with('[')) {
        end = host.find(']');
        if (end == std::string_view::npos ||
            !std::ranges::all_of(host.substr(1, end - 1), isAddressCharacter))
            return std::nullopt;
        boost::system::error_code error;
        boost::asio::ip::make_address_v6(std::string(host.substr(1, end - 1)), error);
        if (error)
            return std::nullopt;
        ++end;
    } else if (host.substr(0, end).empty() ||
               !std::ranges::all_of(host.substr(0, end), isNameCharacter)) {
        return std::nullopt;
    }
    if (end < host.size() && (host[end] != ':' || !isPort(host.substr(end + 1))))
        return std::nullopt;
    return host.substr(0, end);
}

} // namespace

HostPolicy::HostPolicy(const boost::asio::ip::tcp::endpoint &listening,
                       std::vector<std::string> publicHosts)
    : m_publicHosts(std::move(publicHosts))
{
    for (std::string &name : m_publicHosts)
        name = lowered(name);
    if (!listening.address().is_loopback())
        return;
    const std::string port = ':' + std::to_string(listening.port());
    std::set<std::string> names{"127.0.0.1", "localhost", "[::1]"};
    if (listening.address().is_v4()) // perhaps 127.0.0.2
        names.insert(listening.address().to_string());
    for (const std::string &name : names) {
        m_loopbackNames.push_back(name);
        m_loopbackNames.push_back(name + port);
    }
}

HostPolicy::Verdict HostPolicy::judge(std::string_view host) const
{
    const std::string given = lowered(host);
    const auto name = nameOf(given);
    if (!name)
        return Verdict::Malformed;
    if (m_loopbackNames.empty() && m_publicHosts.empty())
        return Verdict::Ours;
    const bool ours = std::ranges::find(m_loopbackNames, given) != m_loopbackNames.end() ||
                      std::ranges::find(m_publicHosts, *name) != m_publicHosts.end();
    return ours ? Verdict::Ours : Verdict::Foreign;
}

} // namespace keydesk::server
