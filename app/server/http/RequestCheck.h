// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/HostPolicy.h"
#include "server/http/Request.h"
#include "server/http/Response.h"

#include <boost/beast/http/message.hpp>

#include <string_view>

namespace keydesk::server {

using RequestHead = boost::beast::http::header<true, Fields>;

/**
 * True if a header goes on in the next line (obs-fold; RFC 9112, 5.2), which the parser would allow
 * and others may not. \a text begins with a head, or the rest of one.
 */
bool hasFoldedLine(std::string_view text);

/**
 * What the parser lets pass and we do not: everything that two servers in a row could read in two
 * ways (RFC 9112, 11.2), a Host that is not ours, and headers twice that may be there once.
 * Gives the decoded target.
 */
Outcome<Target> checkedTarget(const RequestHead &head, const HostPolicy &hosts);

} // namespace keydesk::server
