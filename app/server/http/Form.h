// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Request.h"

#include <optional>
#include <string_view>

namespace keydesk::server {

/**
 * The named texts of a body that may hold a secret: from application/x-www-form-urlencoded, as
 * OAuth clients send it, or from the members of a JSON object that are texts. Whatever it copied is
 * wiped when it goes.
 */
class Form
{
public:
    /** Nothing for another type, what is not well formed, and a form that says a name twice. */
    static std::optional<Form> read(const Request &request);

    /** Empty if it is not there: OAuth makes no difference (RFC 6749, 3.2). */
    std::string_view value(std::string_view name) const;

private:
    NamedValues m_values;
};

} // namespace keydesk::server
