// SPDX-License-Identifier: Apache-2.0
#include "server/http/Request.h"

#include <boost/beast/core/string.hpp>

namespace keydesk::server {

std::optional<std::string_view> Request::find(std::string_view name) const
{
    const auto found = fields.find(name);
    return found == fields.end() ? std::nullopt : std::optional<std::string_view>(found->value());
}

std::string_view Request::header(std::string_view name) const
{
    return find(name).value_or(std::string_view());
}

bool Request::isOfType(std::string_view type) const
{
    std::string_view given = header("Content-Type");
    given = given.substr(0, given.find(';'));
    while (given.ends_with(' ') || given.ends_with('\t'))
        given.remove_suffix(1);
    return boost::beast::iequals(given, type);
}

std::optional<std::string_view> Request::authorization(std::string_view scheme) const
{
    const std::string_view given = header("Authorization");
    if (given.size() <= scheme.size() || given[scheme.size()] != ' ' ||
        !boost::beast::iequals(given.substr(0, scheme.size()), scheme))
        return std::nullopt;
    return given.substr(scheme.size() + 1);
}

QString Request::parameter(std::size_t index) const
{
    return toText(parameters.at(index));
}

} // namespace keydesk::server
