// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Request.h"

#include <chrono>
#include <string_view>

namespace keydesk::server {

/**
 * One JSON object a line on stderr. Of a request it says the template of its route, never the
 * address that was asked for: a key can be in there. Can be used by every thread.
 */
class Log
{
public:
    enum class Level { Everything, WarningsOnly };

    explicit Log(Level level);

    void request(const Request &request, unsigned status, std::chrono::microseconds took) const;
    /** \a text must hold nothing that a client sent. */
    void warning(std::string_view text, std::string_view requestId = {}) const;
    /** With the client's address, for what somebody might do on purpose. */
    void warning(std::string_view text, const Request &request) const;
    /** From one address so many keys were refused that it may be guessing. */
    void keysRefused(std::string_view address, int count) const;

private:
    Level m_level;
};

} // namespace keydesk::server
