// SPDX-License-Identifier: Apache-2.0
#include "server/http/JsonTexts.h"

#include <QByteArrayView>

#include <algorithm>
#include <charconv>
#include <optional>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

bool isUtf8(std::string_view text)
{
    return QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

void appendUtf8(Bytes &text, char32_t character)
{
    const auto append = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    const auto follow = [&](int shift) { append(0x80 | ((character >> shift) & 0x3f)); };
    if (character < 0x80) {
        append(character);
    } else if (character < 0x800) {
        append(0xc0 | (character >> 6));
        follow(0);
    } else if (character < 0x10000) {
        append(0xe0 | (character >> 12));
        follow(6);
        follow(0);
    } else {
        append(0xf0 | (character >> 18));
        follow(12);
        follow(6);
        follow(0);
    }
}

/** Reads the grammar's parts from the front of a text; false or nothing where they are not. */
class Reader
{
public:
    explicit Reader(std::string_view json)
        : m_rest(json)
        , m_size(json.size())
    {
    }

    bool take(char expected)
    {
        skipSpace();
        if (!m_rest.starts_with(expected))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    bool isAtEnd()
    {
        skipSpace();
        return m_rest.empty();
    }

    std::optional<Bytes> text()
    {
        if (!take('"'))
            return std::nullopt;
        Bytes text;
        // Never moved while it grows, and never so short that it lives in the object, unwiped.
        text.reserve(std::max<std::size_t>(m_size, 32));
        while (const auto c = next()) {
            if (*c == '"')
                return text;
            if (static_cast<unsigned char>(*c) < 0x20)
                return std::nullopt;
            if (*c != '\\')
                text.push_back(*c);
            else if (!escaped(text))
                return std::nullopt;
        }
        return std::nullopt;
    }

private:
    void skipSpace()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r\n"), m_rest.size()));
    }

    std::optional<char> next()
    {
        if (m_rest.empty())
            return std::nullopt;
        const char c = m_rest.front();
        m_rest.remove_prefix(1);
        return c;
    }

    bool escaped(Bytes &text)
    {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const auto letter = next();
        if (!letter)
            return false;
        if (*letter == 'u')
            return escapedCharacter(text);
        const std::size_t index = letters.find(*letter);
        if (index == std::string_view::npos)
            return false;
        text.push_back(meanings[index]);
        return true;
    }

    // Beyond U+FFFF a character is written as two surrogates; half a pair is no character.
    bool escapedCharacter(Bytes &text)
    {
        const auto first = codeUnit();
        if (!first || (*first >= 0xdc00 && *first < 0xe000))
            return false;
        if (*first < 0xd800 || *first >= 0xe000) {
            appendUtf8(text, *first);
            return true;
        }
        if (!m_rest.starts_with("\\u"))
            return false;
        m_rest.remove_prefix(2);
        const auto second = codeUnit();
        if (!second || *second < 0xdc00 || *second >= 0xe000)
            return false;
        appendUtf8(text, 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00));
        return true;
    }

    std::optional<char32_t> codeUnit()
    {
        const std::string_view digits = m_rest.substr(0, 4);
        std::uint32_t value = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() != 4 || error != std::errc() || end != digits.data() + 4)
            return std::nullopt;
        m_rest.remove_prefix(4);
        return value;
    }

    std::string_view m_rest;
    std::size_t m_size;
};

tl::unexpected<Refusal> malformed(const QString &detail)
{
    return tl::unexpected(refusal(ProblemCode::RequestMalformed, detail));
}

using Values = std::vector<std::optional<Bytes>>;

/** Reads one member into its place. */
Outcome<bool> readMember(Reader &reader, std::span<const std::string_view> names, Values &values)
{
    const auto name = reader.text();
    if (!name || !reader.take(':'))
        return malformed(u"The body is not a JSON object."_s);
    const auto found = std::ranges::find(names, std::string_view(*name));
    if (found == names.end())
        return malformed(u"The body has a member that is not known here."_s);
    auto &value = values[static_cast<std::size_t>(found - names.begin())];
    if (value)
        return malformed(u"The body has a member twice."_s);
    value = reader.text();
    if (!value)
        return malformed(u"A member of the body is not a text."_s);
    return true;
}

Outcome<std::vector<Bytes>> allOf(Values values)
{
    std::vector<Bytes> all;
    all.reserve(values.size());
    for (auto &value : values) {
        if (!value)
            return malformed(u"A member of the body is missing."_s);
        all.push_back(std::move(*value));
    }
    return all;
}

} // namespace

Outcome<std::vector<Bytes>> readJsonTexts(std::string_view json,
                                          std::span<const std::string_view> names)
{
    Reader reader(json);
    if (!isUtf8(json) || !reader.take('{'))
        return malformed(u"The body is not a JSON object."_s);
    Values values(names.size());
    if (!reader.take('}')) {
        do {
            if (const auto member = readMember(reader, names, values); !member)
                return tl::unexpected(member.error());
        } while (reader.take(','));
        if (!reader.take('}'))
            return malformed(u"The body is not a JSON object."_s);
    }
    if (!reader.isAtEnd())
        return malformed(u"There is something behind the JSON object."_s);
    return allOf(std::move(values));
}

} // namespace keydesk::server
