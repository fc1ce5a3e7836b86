// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkProxyFactory>

namespace keydesk::client {

/**
 * The proxies that the desktop is set to use, but none for this computer: what is meant for a
 * loopback address must not leave it, whatever the settings say.
 */
class SystemProxies : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;
};

} // namespace keydesk::client
