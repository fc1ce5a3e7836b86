// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Request.h"

#include <QJsonObject>

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

namespace keydesk::server {

/**
 * One JSON object a line on stderr. Of a request it says the template of its route, never the
 * address that was asked for: a key can be in there. Belongs to one thread; several can exist.
 */
class Log
{
public:
    enum class Level { Everything, WarningsOnly };
    /** Calls what it is given when the requests that came together have been answered. */
    using Later = std::function<void(std::function<void()>)>;

    /** With \a later, lines of requests that came together are written together. */
    explicit Log(Level level, Later later = {});
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;
    ~Log();

    void request(const Request &request, unsigned status, std::chrono::microseconds took) const;
    /** \a text must hold nothing that a client sent. */
    void warning(std::string_view text, std::string_view requestId = {}) const;
    /** With the client's address, for what somebody might do on purpose. */
    void warning(std::string_view text, const Request &request) const;
    /** From one address so many keys were refused that it may be guessing. */
    void keysRefused(std::string_view address, int count) const;

private:
    struct Pending;

    void warn(std::string_view text, QJsonObject members) const;
    void flush() const;

    Level m_level;
    Later m_later;
    std::unique_ptr<Pending> m_pending;
};

} // namespace keydesk::server
