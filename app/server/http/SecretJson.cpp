// SPDX-License-Identifier: Apache-2.0
#include "server/http/SecretJson.h"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <cstdint>

namespace keydesk::server {

namespace json = boost::json;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostMembers = 32; // which takes no time to look through
constexpr std::size_t mostDeep = 32;

// The parser puts texts with escapes together on the stack, 4 KiB at a time, and its functions
// call each other once a level.
constexpr std::size_t stackOfParser = std::size_t{64} * 1024;

Bytes emptyText()
{
    Bytes text;
    text.reserve(32); // never so short that it lives in the object, unwiped
    return text;
}

/** Is told by the parser what it finds. Keeps the texts of the outermost object. */
class MemberCollector
{
    using Piece = json::string_view;
    using Error = json::error_code;

public:
    static constexpr std::size_t max_object_size = SIZE_MAX;
    static constexpr std::size_t max_array_size = SIZE_MAX;
    static constexpr std::size_t max_key_size = SIZE_MAX;
    static constexpr std::size_t max_string_size = SIZE_MAX;

    std::vector<SecretMember> &members() { return m_members; }
    /** Why it ended with an error. */
    const QString &mistake() const { return m_mistake; }

    bool on_document_begin(Error &) { return true; }
    bool on_document_end(Error &error) const { return m_isObject || end(error); }
    bool on_object_begin(Error &)
    {
        m_isObject = m_isObject || m_depth == 0;
        ++m_depth;
        return true;
    }
    bool on_object_end(std::size_t, Error &)
    {
        --m_depth;
        return true;
    }
    bool on_array_begin(Error &error)
    {
        ++m_depth;
        return m_isObject || end(error);
    }
    bool on_array_end(std::size_t, Error &)
    {
        --m_depth;
        return true;
    }

    bool on_key_part(Piece piece, std::size_t, Error &)
    {
        if (m_depth == 1)
            m_name.append(piece.data(), piece.size());
        return true;
    }
    bool on_key(Piece piece, std::size_t size, Error &error)
    {
        on_key_part(piece, size, error);
        return m_depth != 1 || addMember(error);
    }
    bool on_string_part(Piece piece, std::size_t, Error &)
    {
        if (m_depth != 1)
            return true;
        auto &value = m_members.back().second;
        if (!value)
            value = emptyText();
        value->append(piece.data(), piece.size());
        return true;
    }
    bool on_string(Piece piece, std::size_t size, Error &error)
    {
        return on_string_part(piece, size, error);
    }

    bool on_number_part(Piece, Error &) { return true; }
    bool on_int64(std::int64_t, Piece, Error &) { return true; }
    bool on_uint64(std::uint64_t, Piece, Error &) { return true; }
    bool on_double(double, Piece, Error &) { return true; }
    bool on_bool(bool, Error &) { return true; }
    bool on_null(Error &) { return true; }
    bool on_comment_part(Piece, Error &) { return true; }
    bool on_comment(Piece, Error &) { return true; }

private:
    static bool end(Error &error)
    {
        error = json::error::exception; // any, if only the parser ends
        return false;
    }

    bool addMember(Error &error)
    {
        if (m_members.size() == mostMembers)
            m_mistake = u"The body has too many members."_s;
        else if (std::ranges::find(m_members, m_name, &SecretMember::first) != m_members.end())
            m_mistake = u"The body has a member twice."_s;
        else {
            m_members.emplace_back(std::exchange(m_name, emptyText()), std::nullopt);
            return true;
        }
        return end(error);
    }

    std::vector<SecretMember> m_members;
    Bytes m_name = emptyText();
    std::size_t m_depth = 0;
    bool m_isObject = false;
    QString m_mistake = u"The body is not a JSON object."_s;
};

tl::unexpected<Refusal> malformedBody(const QString &detail)
{
    return tl::unexpected(refusal(ProblemCode::RequestMalformed, detail));
}

} // namespace

Outcome<std::vector<SecretMember>> readSecretJson(std::string_view text)
{
    json::parse_options options;
    options.max_depth = mostDeep;
    json::basic_parser<MemberCollector> parser(options);
    json::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    sodium_stackzero(stackOfParser);
    if (error || read < text.size())
        return malformedBody(parser.handler().mistake());
    return std::move(parser.handler().members());
}

Outcome<std::vector<Bytes>> readSecretTexts(std::string_view text,
                                            std::span<const std::string_view> names)
{
    auto members = readSecretJson(text);
    if (!members)
        return tl::unexpected(std::move(members.error()));
    std::vector<Bytes> values;
    values.reserve(names.size());
    for (const std::string_view name : names) {
        const auto found = std::ranges::find(*members, name, &SecretMember::first);
        if (found == members->end())
            return malformedBody(u"A member of the body is missing."_s);
        auto &value = found->second;
        if (!value)
            return malformedBody(u"A member of the body is not a text."_s);
        values.push_back(std::move(*value));
    }
    if (members->size() > names.size())
        return malformedBody(u"The body has a member that is not known here."_s);
    return values;
}

} // namespace keydesk::server
