// SPDX-License-Identifier: Apache-2.0
#include "server/http/Target.h"

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

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

enum class Plus { IsPlus, IsSpace };

std::optional<Bytes> decoded(std::string_view text, Plus plus)
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

} // namespace

std::optional<Target> Target::parse(std::string_view text)
{
    if (!text.starts_with('/') || std::ranges::any_of(text, isControl))
        return std::nullopt;
    Target target;
    const std::size_t question = text.find('?');
    if (!target.parsePath(text.substr(1, question == std::string_view::npos ? std::string_view::npos
                                                                            : question - 1)))
        return std::nullopt;
    if (question != std::string_view::npos && !target.parseQuery(text.substr(question + 1)))
        return std::nullopt;
    return target;
}

bool Target::parsePath(std::string_view path)
{
    for (;;) {
        const std::size_t slash = path.find('/');
        auto segment = decoded(path.substr(0, slash), Plus::IsPlus);
        if (!segment)
            return false;
        m_segments.push_back(std::move(*segment));
        if (slash == std::string_view::npos)
            return true;
        path.remove_prefix(slash + 1);
    }
}

bool Target::parseQuery(std::string_view query)
{
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        const std::size_t equals = pair.find('=');
        auto name = decoded(pair.substr(0, equals), Plus::IsSpace);
        auto value =
            decoded(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1),
                    Plus::IsSpace);
        if (!name || !value)
            return false;
        if (!pair.empty())
            m_parameters.emplace_back(std::move(*name), std::move(*value));
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    }
    return true;
}

bool Target::isIntegrationApi() const
{
    return !m_segments.empty() && (m_segments.front() == "api" || m_segments.front() == "verify");
}

const Bytes *Target::parameter(std::string_view name) const
{
    for (const auto &[known, value] : m_parameters) {
        if (known == name)
            return &value;
    }
    return nullptr;
}

QString toText(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

} // namespace keydesk::server
