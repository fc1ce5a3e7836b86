// SPDX-License-Identifier: Apache-2.0
#include "server/http/Request.h"

namespace keydesk::server {

std::string_view Request::header(std::string_view name) const
{
    const auto found = fields.find(name);
    return found == fields.end() ? std::string_view() : std::string_view(found->value());
}

bool Request::hasHeader(std::string_view name) const
{
    return fields.find(name) != fields.end();
}

QString Request::parameter(std::size_t index) const
{
    return toText(parameters.at(index));
}

} // namespace keydesk::server
