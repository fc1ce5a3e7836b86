// SPDX-License-Identifier: Apache-2.0
#include "client/BackendUrl.h"

#include <QHostAddress>

#include <algorithm>
#include <utility>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxUrlLength = 2048;
constexpr int httpPort = 80;
constexpr int httpsPort = 443;

struct Parts
{
    QString scheme;    ///< lower case
    QString authority; ///< all between the scheme and the path
};

bool isOfScheme(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
           c == u'+' || c == u'-' || c == u'.';
}

Parts split(const QString &text)
{
    qsizetype colon = text.indexOf(u"://"_s);
    if (colon >= 0 && !std::ranges::all_of(QStringView(text).first(colon), isOfScheme))
        colon = -1; // it belongs to the path or the query
    const qsizetype begin = colon < 0 ? 0 : colon + 3;
    const auto isEnd = [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; };
    const auto *const end = std::find_if(text.cbegin() + begin, text.cend(), isEnd);
    return {colon < 0 ? u"https"_s : text.first(colon).toLower(),
            text.sliced(begin, end - text.cbegin() - begin)};
}

// What a browser and Qt may read differently is not read at all.
bool isAmbiguous(QStringView authority)
{
    return std::ranges::any_of(authority, [](QChar c) {
        return c.isSpace() || !c.isPrint() || c == u'\\' || c == u'%';
    });
}

QUrl originFrom(const Parts &parts)
{
    // Strict: Qt mends nothing, and an empty or too high port is a mistake.
    QUrl url(parts.scheme + u"://"_s + parts.authority, QUrl::StrictMode);
    QString host = url.host(QUrl::FullyEncoded);
    if (host.endsWith(u'.'))
        url.setHost(host.chopped(1), QUrl::StrictMode);
    if (url.port() == (parts.scheme == u"https"_s ? httpsPort : httpPort))
        url.setPort(-1);
    return url;
}

} // namespace

BackendUrl::BackendUrl(QUrl url)
    : m_url(std::move(url))
{
}

tl::expected<BackendUrl, BackendUrlError> BackendUrl::parse(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return tl::unexpected(BackendUrlError::Empty);
    if (text.size() > maxUrlLength)
        return tl::unexpected(BackendUrlError::NotAUrl);
    const Parts parts = split(text);
    if (parts.authority.contains(u'@'))
        return tl::unexpected(BackendUrlError::HasCredentials);
    if (isAmbiguous(parts.authority))
        return tl::unexpected(BackendUrlError::NotAUrl);
    if (parts.scheme != u"https"_s && parts.scheme != u"http"_s)
        return tl::unexpected(BackendUrlError::NotHttp);
    QUrl url = originFrom(parts);
    if (!url.isValid() || url.host().isEmpty() || url.port() == 0 || parts.authority.endsWith(u':'))
        return tl::unexpected(BackendUrlError::NotAUrl);
    if (parts.scheme == u"http"_s && !isLoopback(url))
        return tl::unexpected(BackendUrlError::NotEncrypted);
    return BackendUrl(std::move(url));
}

QString BackendUrl::text() const
{
    return m_url.toString();
}

QString BackendUrl::key() const
{
    return m_url.toString(QUrl::FullyEncoded);
}

bool isLoopback(const QUrl &url)
{
    return url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback();
}

} // namespace keydesk::client
