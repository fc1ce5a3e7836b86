// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Request.h"
#include "server/http/Response.h"
#include "server/store/KeyTable.h"
#include "server/store/KeyUseBuffer.h"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace keydesk::server {

/** Checks the API key that comes with a request, as headers or in the URL, and notes its use. */
class KeyCheck
{
public:
    KeyCheck(Store &store, KeyUseBuffer &uses);

    /** Nothing for a key that is wrong, revoked, expired or of another company: all the same. */
    boost::asio::awaitable<std::optional<KeyCredential>> accept(Request &request);

    /** 401, the same for every reason. */
    static Response refused();
    /** Adds the Warning to an answer for a key in the URL. */
    static Response warned(const Request &request, Response response);

private:
    Store &m_store;
    KeyUseBuffer &m_uses;
};

} // namespace keydesk::server
