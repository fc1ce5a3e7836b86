// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/HostPolicy.h"
#include "server/http/Request.h"
#include "server/http/Response.h"

#include <boost/beast/http/message.hpp>

#include <string_view>

namespace keydesk::server {

using RequestHead = boost::beast::http::header<true, Fields>;

/** A request's target without the scheme and host of the absolute form (RFC 9112, 3.2.2). */
std::string_view originForm(std::string_view target);

/**
 * What the parser lets pass and we do not: everything that two servers in a row could read in two
 * ways (RFC 9112, 11.2), a Host that is not ours, and headers twice that may be there once.
 * Gives the decoded target.
 */
Outcome<Target> checkedTarget(const RequestHead &head, const HostPolicy &hosts);

} // namespace keydesk::server
