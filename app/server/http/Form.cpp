// SPDX-License-Identifier: Apache-2.0
#include "server/http/Form.h"

#include "server/http/SecretJson.h"

#include <algorithm>

namespace keydesk::server {

namespace {

std::optional<NamedValues> jsonDecoded(std::string_view text)
{
    auto members = readSecretJson(text);
    if (!members)
        return std::nullopt;
    NamedValues values;
    for (auto &[name, value] : *members) {
        if (value)
            values.emplace_back(std::move(name), std::move(*value));
    }
    return values;
}

} // namespace

std::optional<Form> Form::read(const Request &request)
{
    std::optional<NamedValues> values;
    if (request.isOfType("application/x-www-form-urlencoded"))
        values = formDecoded(request.body);
    else if (request.isOfType("application/json"))
        values = jsonDecoded(request.body);
    if (!values || isAmbiguous(*values))
        return std::nullopt;
    Form form;
    form.m_values = std::move(*values);
    return form;
}

std::string_view Form::value(std::string_view name) const
{
    const auto found = std::ranges::find_if(m_values, [name](const auto &value) {
        return std::string_view(value.first) == name;
    });
    return found == m_values.end() ? std::string_view() : std::string_view(found->second);
}

} // namespace keydesk::server
