// SPDX-License-Identifier: Apache-2.0
#include "server/http/FormEncoding.h"

#include <QUtf8StringView>

#include <algorithm>

namespace keydesk::server {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

std::optional<Bytes> percentDecoded(std::string_view text, Plus plus)
{
    Bytes out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '+' && plus == Plus::IsSpace) {
            c = ' ';
        } else if (c == '%') {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
            if (low < 0)
                return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (isControl(c))
            return std::nullopt;
        out.push_back(c);
    }
    if (!QUtf8StringView(out.data(), static_cast<qsizetype>(out.size())).isValidUtf8())
        return std::nullopt;
    return out;
}

std::optional<NamedValues> formDecoded(std::string_view text)
{
    NamedValues values;
    while (!text.empty()) {
        const std::size_t end = text.find('&');
        const std::string_view pair = text.substr(0, end);
        const std::size_t equals = pair.find('=');
        auto name = percentDecoded(pair.substr(0, equals), Plus::IsSpace);
        auto value = percentDecoded(equals == std::string_view::npos ? std::string_view()
                                                                     : pair.substr(equals + 1),
                                    Plus::IsSpace);
        if (!name || !value)
            return std::nullopt;
        if (!pair.empty())
            values.emplace_back(std::move(*name), std::move(*value));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return values;
}

bool isAmbiguous(const NamedValues &values)
{
    constexpr std::size_t most = 32;
    if (values.size() > most)
        return true;
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (std::any_of(values.begin(), value,
                        [&](const auto &earlier) { return earlier.first == value->first; }))
            return true;
    }
    return false;
}

} // namespace keydesk::server
