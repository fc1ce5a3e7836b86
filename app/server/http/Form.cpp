// SPDX-License-Identifier: Apache-2.0
#include "server/http/Form.h"

#include <boost/json/parser.hpp>

#include <algorithm>
#include <new>

namespace keydesk::server {

namespace json = boost::json;

namespace {

/**
 * Wipes what the JSON parser and its values give back. Nothing of theirs needs more than the usual
 * alignment; Boost.JSON 1.81 gives back keys with another one than it asked for.
 */
class WipingResource final : public json::memory_resource
{
    void *do_allocate(std::size_t size, std::size_t) override { return ::operator new(size); }
    void do_deallocate(void *memory, std::size_t size, std::size_t) override
    {
        sodium_memzero(memory, size);
        ::operator delete(memory);
    }
    bool do_is_equal(const json::memory_resource &other) const noexcept override
    {
        return this == &other;
    }
};

std::optional<NamedValues> jsonDecoded(std::string_view text)
{
    WipingResource memory;
    json::parser parser(&memory); // for what it puts aside
    parser.reset(&memory);        // for the values
    json::error_code error;
    parser.write(text, error);
    if (error)
        return std::nullopt;
    const json::value value = parser.release();
    const json::object *object = value.if_object();
    if (!object)
        return std::nullopt;
    NamedValues values;
    for (const auto &member : *object) {
        const std::string_view name(member.key().data(), member.key().size());
        if (const json::string *content = member.value().if_string())
            values.emplace_back(Bytes(name), Bytes(content->data(), content->size()));
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
