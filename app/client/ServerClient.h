// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/ServerInfo.h"

#include <QFuture>

namespace keydesk::client {

class RestClient;

/** What is known of a backend without signing in, as REST calls. Thread and futures as in
 *  RestClient. */
class ServerClient
{
public:
    /** \a rest must outlive this object. */
    explicit ServerClient(RestClient &rest);

    /** Sent without a token. Problems: serverInfoFromJson's and the network's. */
    QFuture<Result<ServerInfo>> info();

private:
    RestClient &m_rest;
};

} // namespace keydesk::client
