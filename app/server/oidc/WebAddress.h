// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>
#include <string>

namespace keydesk::server {

/**
 * Where something is fetched from: https://, or http:// on this computer's loopback interface,
 * where nobody can listen in. Taken apart, as it is sent.
 */
struct WebAddress
{
    std::string host;      ///< a name or an address, that of IPv6 without its brackets
    std::string port;      ///< decimal
    std::string authority; ///< for the Host header
    std::string target;    ///< path and query, at least "/"
    bool isEncrypted = true;

    /** Nothing for any other address, and for one with a user name or a fragment. */
    static std::optional<WebAddress> parse(const QString &text);
};

} // namespace keydesk::server
