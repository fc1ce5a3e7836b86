// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Response.h"

#include <QString>

namespace keydesk::server {

/**
 * A page for people: self-contained, without scripts, and its Content-Security-Policy allows
 * nothing but its own style. \a title and \a body are HTML.
 */
Response page(const QString &title, const QString &body);

} // namespace keydesk::server
