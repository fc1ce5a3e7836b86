// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

namespace keydesk::server {

/** True if stdin is something whose end can be waited for: a pipe, a socket or a terminal. */
bool parentPipeIsThere();

/** Stdin, to wait for its end. Throws boost::system::system_error without a descriptor for it. */
boost::asio::posix::stream_descriptor parentPipe(const boost::asio::any_io_executor &executor);

/** Resumes when \a pipe closes, which it also does when the parent is killed. */
boost::asio::awaitable<void> closed(boost::asio::posix::stream_descriptor pipe);

} // namespace keydesk::server
