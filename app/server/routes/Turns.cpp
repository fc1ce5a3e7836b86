// SPDX-License-Identifier: Apache-2.0
#include "server/routes/Turns.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace keydesk::server {

namespace asio = boost::asio;

struct Turns::Line
{
    std::size_t mayWait;
    std::size_t waiting = 0;
    bool taken = false;
    /** Made for the first who waits. Never expires: who waits is cancelled. */
    std::unique_ptr<asio::steady_timer> turnEnds = nullptr;
};

Turns::Turns(std::size_t mayWait)
    : m_line(std::make_shared<Line>(Line{.mayWait = mayWait}))
{
}

Turns::Turn::Turn(std::shared_ptr<Line> line)
    : m_line(std::move(line))
{
}

Turns::Turn::~Turn()
{
    if (!m_line)
        return;
    if (m_line->waiting == 0) {
        m_line->taken = false;
        return;
    }
    // Handed over: it stays taken, so that nobody who comes now is faster.
    --m_line->waiting;
    m_line->turnEnds->cancel_one();
}

asio::awaitable<std::optional<Turns::Turn>> Turns::next()
{
    const auto line = m_line;
    if (line->taken) {
        if (line->waiting == line->mayWait)
            co_return std::nullopt;
        const auto executor = co_await asio::this_coro::executor;
        if (!line->turnEnds)
            line->turnEnds = std::make_unique<asio::steady_timer>(
                executor, asio::steady_timer::time_point::max());
        ++line->waiting;
        boost::system::error_code cancelled;
        co_await line->turnEnds->async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
    line->taken = true;
    co_return Turn(line);
}

} // namespace keydesk::server
