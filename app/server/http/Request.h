// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Target.h"

#include <boost/beast/http/verb.hpp>

#include <QString>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace keydesk::server {

/** One request, read completely and found to be well formed. */
struct Request
{
    std::string id;   ///< names the request in the log and in the answer
    std::string peer; ///< the client's IP address
    boost::beast::http::verb method = boost::beast::http::verb::unknown;
    Target target;
    Fields fields;
    Bytes body;

    /** Set by the router: the template that matched, and the segments at its {names}. */
    std::string_view route = "-";
    std::vector<std::string_view> parameters;

    /** Set by the routes, for the log. */
    QString memberId;
    QString keyId;

    /** A header's value, if it is there. */
    std::optional<std::string_view> find(std::string_view name) const;
    /** A header's value, or an empty text. */
    std::string_view header(std::string_view name) const;
    bool hasHeader(std::string_view name) const { return find(name).has_value(); }
    /** Whether the Content-Type is \a type, whatever its parameters and case. */
    bool isOfType(std::string_view type) const;
    /** What follows the \a scheme, in any case, and a space in Authorization; else nothing. */
    std::optional<std::string_view> authorization(std::string_view scheme) const;
    /** The \a index-th {name} of the template as text. */
    QString parameter(std::size_t index) const;
};

} // namespace keydesk::server
