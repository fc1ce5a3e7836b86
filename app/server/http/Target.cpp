// SPDX-License-Identifier: Apache-2.0
#include "server/http/Target.h"

#include <algorithm>
#include <array>

namespace keydesk::server {

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

Target Target::beginning(std::string_view text)
{
    Target target;
    if (text.starts_with('/'))
        target.parsePath(text.substr(1, text.find_first_of("/?", 1) - 1));
    return target;
}

bool Target::parsePath(std::string_view path)
{
    for (;;) {
        const std::size_t slash = path.find('/');
        auto segment = percentDecoded(path.substr(0, slash), Plus::IsPlus);
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
    auto parameters = formDecoded(query);
    if (!parameters || isAmbiguous(*parameters))
        return false;
    m_parameters = std::move(*parameters);
    return true;
}

bool Target::looksElsewhere() const
{
    return std::ranges::any_of(m_segments, [](std::string_view segment) {
        return segment == "." || segment == ".." ||
               segment.find_first_of("/\\") != std::string_view::npos;
    });
}

bool Target::isIntegrationApi() const
{
    static constexpr std::array<std::string_view, 3> first{"api", "verify", "introspect"};
    return !m_segments.empty() &&
           std::ranges::find(first, std::string_view(m_segments.front())) != first.end();
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
