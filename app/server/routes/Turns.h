// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <optional>

namespace keydesk::server {

/**
 * Lets coroutines of one thread through one at a time, in the order in which they came, and as many
 * wait as may.
 */
class Turns
{
    struct Line;

public:
    /** Ends with the object. */
    class Turn
    {
    public:
        explicit Turn(std::shared_ptr<Line> line);
        Turn(Turn &&other) noexcept = default;
        Turn(const Turn &) = delete;
        Turn &operator=(Turn &&) = delete;
        Turn &operator=(const Turn &) = delete;
        ~Turn();

    private:
        std::shared_ptr<Line> m_line;
    };

    explicit Turns(std::size_t mayWait);

    /** Nothing if too many wait already. */
    boost::asio::awaitable<std::optional<Turn>> next();

private:
    std::shared_ptr<Line> m_line; // a coroutine that was cut off can outlive the turns
};

} // namespace keydesk::server
