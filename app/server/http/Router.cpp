// SPDX-License-Identifier: Apache-2.0
#include "server/http/Router.h"

#include "server/store/DatabaseError.h"

#include <algorithm>

namespace keydesk::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

std::vector<std::string> split(std::string_view path)
{
    std::vector<std::string> segments;
    for (path.remove_prefix(1);;) {
        const std::size_t slash = path.find('/');
        segments.emplace_back(path.substr(0, slash));
        if (slash == std::string_view::npos)
            return segments;
        path.remove_prefix(slash + 1);
    }
}

Refusal refusalFor(const DatabaseError &error)
{
    using Kind = DatabaseError::Kind;
    if (error.kind() != Kind::Busy && error.kind() != Kind::Full &&
        error.kind() != Kind::Unavailable)
        return refusal(ProblemCode::InternalError, {});
    Refusal refusal = server::refusal(
        ProblemCode::Unavailable, error.isOutcomeUnknown()
                                      ? u"The database was lost while it made the change. Look "
                                        "whether it was made, or ask for it again."_s
                                      : u"The database is busy, full or out of reach. Nothing was "
                                        "changed."_s);
    refusal.headers.emplace_back("Retry-After", "5");
    return refusal;
}

} // namespace

bool Router::Route::matches(const std::vector<Bytes> &given,
                            std::vector<std::string_view> &parameters) const
{
    const bool slashLeftOut = segments.back().empty() && given.size() + 1 == segments.size();
    if (given.size() != segments.size() && !slashLeftOut)
        return false;
    parameters.clear();
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (segments[i].starts_with('{')) {
            if (given[i].empty())
                return false;
            parameters.emplace_back(given[i]);
        } else if (std::string_view(given[i]) != segments[i]) {
            return false;
        }
    }
    return true;
}

std::string Router::Route::allowed() const
{
    std::string list;
    for (const auto &[method, handler] : handlers) {
        list += (list.empty() ? "" : ", ") + std::string(http::to_string(method));
        if (method == http::verb::get)
            list += ", HEAD";
    }
    return list;
}

void Router::add(http::verb method, const std::string &path, Handler handler)
{
    addAny(method, path, std::move(handler));
}

void Router::add(http::verb method, const std::string &path, WaitingHandler handler)
{
    addAny(method, path, std::move(handler));
}

void Router::addAny(http::verb method, const std::string &path, AnyHandler handler)
{
    auto route = std::ranges::find(m_routes, path, &Route::path);
    if (route == m_routes.end()) {
        m_routes.push_back({.path = path, .segments = split(path), .handlers = {}});
        route = std::prev(m_routes.end());
    }
    route->handlers.emplace_back(method, std::move(handler));
}

Outcome<const Router::AnyHandler *> Router::find(Request &request) const
{
    const auto route = std::ranges::find_if(m_routes, [&](const Route &candidate) {
        return candidate.matches(request.target.segments(), request.parameters);
    });
    if (route == m_routes.end())
        return tl::unexpected(
            refusal(ProblemCode::NotFound, u"There is nothing at this address."_s));
    request.route = route->path;
    const http::verb method = request.method == http::verb::head ? http::verb::get : request.method;
    for (const auto &[known, handler] : route->handlers) {
        if (known == method)
            return &handler;
    }
    Refusal refused = refusal(ProblemCode::MethodNotAllowed, {});
    refused.headers.emplace_back("Allow", route->allowed());
    return tl::unexpected(refused);
}

std::vector<std::string> Router::templates() const
{
    std::vector<std::string> all;
    for (const Route &route : m_routes) {
        for (const auto &[method, handler] : route.handlers)
            all.push_back(std::string(http::to_string(method)) + ' ' + route.path);
    }
    return all;
}

ErrorStyle errorStyle(const Target &target)
{
    return target.isIntegrationApi() ? ErrorStyle::Plain : ErrorStyle::Problem;
}

asio::awaitable<Response> answer(const Router &router, Request &request, Metrics &metrics,
                                 const Log &log)
{
    Outcome<Response> outcome = tl::unexpected(refusal(ProblemCode::InternalError, {}));
    try {
        const auto found = router.find(request);
        if (!found)
            outcome = tl::unexpected(found.error());
        else if (const auto *handler = std::get_if<Handler>(*found))
            outcome = (*handler)(request);
        else
            outcome = co_await std::get<WaitingHandler>(**found)(request);
    } catch (const DatabaseError &error) {
        metrics.databaseFailed();
        log.warning(error.what(), request.id);
        outcome = tl::unexpected(refusalFor(error));
    } catch (const std::exception &error) {
        log.warning(error.what(), request.id);
        outcome = tl::unexpected(refusal(ProblemCode::InternalError, {}));
    }
    if (outcome)
        co_return std::move(*outcome);
    co_return render(outcome.error(), errorStyle(request.target));
}

} // namespace keydesk::server
