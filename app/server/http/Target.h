// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/FormEncoding.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace keydesk::server {

/**
 * The target of a request, decoded (RFC 3986; the query as application/x-www-form-urlencoded).
 * An escaped slash stays inside its segment, so that no path means another one than it shows.
 */
class Target
{
public:
    /**
     * Nothing for escapes that are cut off, NUL and control characters, what is not UTF-8, and a
     * query that says a name twice or more than 32 of them.
     */
    static std::optional<Target> parse(std::string_view text);
    /** The first segment only, which decides how errors are written; nothing if it is malformed. */
    static Target beginning(std::string_view text);

    const std::vector<Bytes> &segments() const { return m_segments; }
    /** Whether it has what others take for a way to elsewhere: dots, an escaped slash, a backslash.
     */
    bool looksElsewhere() const;
    /** Where the integration API begins: its errors have a shape of their own. */
    bool isIntegrationApi() const;

    /** A parameter's value; nullptr if it is not there. */
    const Bytes *parameter(std::string_view name) const;

private:
    bool parsePath(std::string_view path);
    bool parseQuery(std::string_view query);

    std::vector<Bytes> m_segments;
    NamedValues m_parameters;
};

/** The bytes as text; they are known to be UTF-8. */
QString toText(std::string_view bytes);

} // namespace keydesk::server
