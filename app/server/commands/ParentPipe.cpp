// SPDX-License-Identifier: Apache-2.0
#include "server/commands/ParentPipe.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <sys/stat.h>
#include <unistd.h>

namespace keydesk::server {

namespace asio = boost::asio;

bool parentPipeIsThere()
{
    struct stat status
    {
    };
    if (::fstat(STDIN_FILENO, &status) != 0)
        return false;
    return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || ::isatty(STDIN_FILENO) != 0;
}

asio::posix::stream_descriptor parentPipe(const asio::any_io_executor &executor)
{
    return {executor, ::dup(STDIN_FILENO)};
}

asio::awaitable<void> closed(asio::posix::stream_descriptor pipe)
{
    std::array<char, 256> ignored{};
    boost::system::error_code error;
    while (!error)
        co_await pipe.async_read_some(asio::buffer(ignored),
                                      asio::redirect_error(asio::use_awaitable, error));
}

} // namespace keydesk::server
