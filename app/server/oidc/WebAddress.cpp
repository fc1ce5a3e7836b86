// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/WebAddress.h"

#include <boost/asio/ip/address.hpp>

#include <QUrl>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAddress = 2048;

bool isLoopback(const QString &host)
{
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(host.toStdString(), error);
    return error ? host == u"localhost"_s : address.is_loopback();
}

} // namespace

std::optional<WebAddress> WebAddress::parse(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isEncrypted = url.scheme() == u"https"_s;
    const QString host = url.host(QUrl::FullyEncoded);
    if (text.size() > longestAddress || !url.isValid() || host.isEmpty() || url.hasFragment() ||
        text.contains(u'@'))
        return std::nullopt;
    if (!isEncrypted && (url.scheme() != u"http"_s || !isLoopback(host)))
        return std::nullopt;
    const QByteArray target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    return WebAddress{.host = host.toStdString(),
                      .port = std::to_string(url.port(isEncrypted ? 443 : 80)),
                      .authority = url.authority(QUrl::FullyEncoded).toStdString(),
                      .target = target.startsWith('/') ? target.toStdString()
                                                       : '/' + target.toStdString(),
                      .isEncrypted = isEncrypted};
}

} // namespace keydesk::server
