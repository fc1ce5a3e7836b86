// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Request.h"
#include "server/http/Response.h"

#include <utility>
#include <vector>

namespace keydesk::server {

/** Reads times from the parameters of an address, and keeps them for the link to the next page. */
class TimeFilter
{
public:
    explicit TimeFilter(const Request &request);

    /** Milliseconds since 1970; leaves \a time as it is if the parameter is not there. */
    void read(const char *name, qint64 &time);

    /** RequestMalformed for the first parameter that was no time. */
    const std::optional<Refusal> &refused() const { return m_refused; }
    /** What was read, as it was given. */
    const std::vector<std::pair<const char *, QString>> &given() const { return m_given; }

private:
    const Request &m_request;
    std::optional<Refusal> m_refused;
    std::vector<std::pair<const char *, QString>> m_given;
};

} // namespace keydesk::server
