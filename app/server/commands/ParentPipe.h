// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/awaitable.hpp>

namespace keydesk::server {

/** True if stdin is something whose end can be waited for: a pipe, a socket or a terminal. */
bool parentPipeIsThere();

/** Resumes when stdin closes, which it also does when the parent is killed. */
boost::asio::awaitable<void> parentPipeClosed();

} // namespace keydesk::server
