// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"

#include <boost/asio/awaitable.hpp>

namespace keydesk::server {

/**
 * The body of an answer that goes on: server-sent events. The connection asks for the next bytes
 * when those before have been taken by the client, each within the limit for an answer. On the
 * thread of the connection. An idle client that has gone without a word is only noticed by
 * sending: a stream with nothing to say had better say a comment now and then.
 */
class EventStream
{
public:
    EventStream() = default;
    EventStream(const EventStream &) = delete;
    EventStream &operator=(const EventStream &) = delete;
    virtual ~EventStream() = default;

    /** The next bytes to send; empty: the end. May throw: the answer then ends as one cut off. */
    virtual boost::asio::awaitable<Bytes> next() = 0;

    /**
     * next() returns empty soon, also one that is waiting now. Called when the server stops and
     * when the client has gone, perhaps more than once, perhaps before next().
     */
    virtual void stop() = 0;
};

} // namespace keydesk::server
