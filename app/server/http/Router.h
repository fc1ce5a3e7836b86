// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Log.h"
#include "server/http/Metrics.h"
#include "server/http/Request.h"
#include "server/http/Response.h"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace keydesk::server {

/** A handler answers at once, or, if it has to wait for the writer, when that is done. */
using Handler = std::function<Outcome<Response>(Request &)>;
using WaitingHandler = std::function<boost::asio::awaitable<Outcome<Response>>(Request &)>;

/**
 * Finds the handler for a method and a path. Templates are like /platforms/{platform}/keys; a name
 * in braces stands for one segment. A template with a slash at its end stands for the address
 * without it, too. HEAD works wherever GET does.
 */
class Router
{
public:
    using AnyHandler = std::variant<Handler, WaitingHandler>;

    void add(boost::beast::http::verb method, const std::string &path, Handler handler);
    void add(boost::beast::http::verb method, const std::string &path, WaitingHandler handler);

    /**
     * Fills in the request's route and parameters; never a nullptr. Errors: NotFound;
     * MethodNotAllowed with the Allow header.
     */
    Outcome<const AnyHandler *> find(Request &request) const;

    /** All method and template pairs, e.g. "GET /healthz". */
    std::vector<std::string> templates() const;

private:
    struct Route
    {
        std::string path;
        std::vector<std::string> segments;
        std::vector<std::pair<boost::beast::http::verb, AnyHandler>> handlers;

        bool matches(const std::vector<Bytes> &given,
                     std::vector<std::string_view> &parameters) const;
        std::string allowed() const;
    };

    void addAny(boost::beast::http::verb method, const std::string &path, AnyHandler handler);

    std::vector<Route> m_routes;
};

/** How errors below this target are written. */
ErrorStyle errorStyle(const Target &target);

/** Runs the handler; whatever it throws becomes 500, or 503 while the database is busy or full. */
boost::asio::awaitable<Response> answer(const Router &router, Request &request, Metrics &metrics,
                                        const Log &log);

} // namespace keydesk::server
