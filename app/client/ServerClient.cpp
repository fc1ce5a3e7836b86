// SPDX-License-Identifier: Apache-2.0
#include "client/ServerClient.h"

#include "client/RestClient.h"

namespace keydesk::client {

using namespace Qt::StringLiterals;

ServerClient::ServerClient(RestClient &rest)
    : m_rest(rest)
{
}

QFuture<Result<ServerInfo>> ServerClient::info()
{
    return m_rest.send({.path = u"/admin/v1/server"_s, .token = AccessToken()})
        .then([](const Result<Answer> &answer) {
            return answer.and_then(objectFrom).and_then(serverInfoFromJson);
        });
}

} // namespace keydesk::client
