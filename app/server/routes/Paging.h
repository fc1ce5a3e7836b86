// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Request.h"
#include "server/http/Response.h"

#include <QString>

#include <utility>
#include <vector>

namespace keydesk::server {

/** The parameter limit, 1 to \a most; \a most if it is not there. Error: RequestMalformed. */
Outcome<int> pageLimit(const Request &request, int most);

/** The parameter cursor as the text that was packed into it; empty if it is not there. */
Outcome<QString> pageCursor(const Request &request);

/**
 * The Link header (RFC 8288) to the next page of \a path, which begins behind \a position. Give no
 * parameter that must not be in an address.
 */
std::string nextPage(const char *path, const QString &position,
                     const std::vector<std::pair<const char *, QString>> &parameters);

} // namespace keydesk::server
