// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"

#include <boost/beast/http/verb.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace keydesk::server {

/**
 * What the server counts, as Prometheus reads it (text format 0.0.4). Labels hold the templates of
 * routes and other names from a fixed set, never anything that a client sent: no key can be in
 * them, and nobody can make more of them. On the server's thread.
 */
class Metrics
{
public:
    Metrics();
    Metrics(const Metrics &) = delete;
    Metrics &operator=(const Metrics &) = delete;
    ~Metrics();

    /** \a route is a template of the router's, or "-" for what matched none. */
    void request(boost::beast::http::verb method, std::string_view route, unsigned status,
                 std::chrono::microseconds took);
    void connectionOpened();
    void connectionClosed();
    void connectionRefused();
    void keyCheck(SentVia via, bool accepted);
    void signInFailed();
    void databaseFailed();

    /** All of them, and what the system knows of the process. */
    std::string text() const;

private:
    struct Families;
    struct Cells;

    std::unique_ptr<Families> m_families;
    std::unique_ptr<Cells> m_cells; ///< of the families, found once each
};

} // namespace keydesk::server
