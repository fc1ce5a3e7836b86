// SPDX-License-Identifier: Apache-2.0
#include "server/store/Store.h"

namespace keydesk::server {

boost::asio::awaitable<void> Store::maintain(Writer::Job work)
{
    co_await m_writer.run(std::move(work));
}

} // namespace keydesk::server
