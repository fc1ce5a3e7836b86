// SPDX-License-Identifier: Apache-2.0
#include "server/http/RequestCheck.h"

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::string_view, 9> onceOnly{
    "Host",         "Content-Length", "Transfer-Encoding",
    "Content-Type", "Authorization",  "Idempotency-Key",
    "X-company-id", "X-apiKey",       "Expect"};

/** The first of \a onceOnly that is there twice. */
std::optional<std::string_view> repeatedName(const RequestHead &head)
{
    std::array<bool, onceOnly.size()> isThere{};
    for (const auto &field : head) {
        const std::string_view given = field.name_string();
        for (std::size_t i = 0; i < onceOnly.size(); ++i) {
            if (boost::beast::iequals(onceOnly.at(i), given) && std::exchange(isThere.at(i), true))
                return onceOnly.at(i);
        }
    }
    return std::nullopt;
}

std::optional<Refusal> ambiguity(const RequestHead &head)
{
    if (const auto name = repeatedName(head))
        return refusal(ProblemCode::RequestMalformed,
                       u"The header %1 may be there once only."_s.arg(
                           QLatin1StringView(name->data(), static_cast<qsizetype>(name->size()))));
    const std::string_view length = head[http::field::content_length];
    if (!std::ranges::all_of(length, [](char c) { return c >= '0' && c <= '9'; }))
        return refusal(ProblemCode::RequestMalformed, u"Content-Length must be a number."_s);
    const auto coding = head.find(http::field::transfer_encoding);
    if (coding == head.end())
        return std::nullopt;
    if (head.version() < 11 || head.count(http::field::content_length) > 0 ||
        !boost::beast::iequals(coding->value(), "chunked"))
        return refusal(ProblemCode::RequestMalformed,
                       u"The only transfer coding is chunked, and not with a Content-Length."_s);
    return std::nullopt;
}

std::optional<Refusal> hostProblem(std::string_view host, const HostPolicy &hosts)
{
    switch (hosts.judge(host)) {
    case HostPolicy::Verdict::Ours:
        return std::nullopt;
    case HostPolicy::Verdict::Malformed:
        return refusal(ProblemCode::HostInvalid, u"The Host header is missing or no host name."_s);
    case HostPolicy::Verdict::Foreign:
        break;
    }
    Refusal foreign = refusal(ProblemCode::HostInvalid, u"The Host is not one of this server's."_s);
    foreign.status = 421; // misdirected (RFC 9110, 15.5.20)
    return foreign;
}

/** The length of "http://" or "https://", if the target begins with it. */
std::size_t schemeLength(std::string_view target)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (boost::beast::iequals(target.substr(0, scheme.size()), scheme))
            return scheme.size();
    }
    return 0;
}

} // namespace

std::string_view originForm(std::string_view target)
{
    const std::size_t scheme = schemeLength(target);
    if (scheme == 0)
        return target;
    const std::size_t path = target.find('/', scheme);
    return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
}

Outcome<Target> checkedTarget(const RequestHead &head, const HostPolicy &hosts)
{
    if (auto refused = ambiguity(head))
        return tl::unexpected(std::move(*refused));
    if (auto refused = hostProblem(head[http::field::host], hosts))
        return tl::unexpected(std::move(*refused));
    const std::string_view target = head.target();
    // The absolute form names the host itself.
    if (const std::size_t scheme = schemeLength(target); scheme > 0) {
        const std::string_view host = target.substr(scheme, target.find('/', scheme) - scheme);
        if (auto refused = hostProblem(host, hosts))
            return tl::unexpected(std::move(*refused));
    }
    auto parsed = Target::parse(originForm(target));
    if (!parsed)
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed,
                    u"The address is not well formed, or its query says a name twice."_s));
    return std::move(*parsed);
}

} // namespace keydesk::server
