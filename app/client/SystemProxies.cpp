// SPDX-License-Identifier: Apache-2.0
#include "client/SystemProxies.h"

#include "client/BackendUrl.h"

namespace keydesk::client {

QList<QNetworkProxy> SystemProxies::queryProxy(const QNetworkProxyQuery &query)
{
    QUrl url;
    url.setHost(query.peerHostName());
    if (isLoopback(url))
        return {QNetworkProxy::NoProxy};
    return systemProxyForQuery(query);
}

} // namespace keydesk::client
