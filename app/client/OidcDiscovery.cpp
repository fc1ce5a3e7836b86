// SPDX-License-Identifier: Apache-2.0
#include "client/OidcDiscovery.h"

#include "client/BackendUrl.h"
#include "client/RestClient.h"

#include <QJsonArray>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

// RFC 8414 puts the well-known part before an issuer's path, OpenID Connect after it.
QString metadataPath(const QUrl &issuer)
{
    QString path = issuer.path(QUrl::FullyEncoded);
    if (path.endsWith(u'/'))
        path.chop(1);
    return path + u"/.well-known/openid-configuration"_s;
}

Result<QJsonObject> metadataFrom(const Answer &answer)
{
    if (answer.status == 200 && answer.body->size() > OidcDiscovery::metadataLimit)
        return tl::unexpected(
            providerNotUnderstood(u"metadata of %1 bytes"_s.arg(answer.body->size())));
    return objectFrom(answer).map_error(providerProblem);
}

} // namespace

bool isTrustworthy(const QUrl &url)
{
    const bool hidden =
        url.scheme() == u"https"_s || (url.scheme() == u"http"_s && isLoopback(url));
    return url.isValid() && hidden && !url.host().isEmpty() && url.userInfo().isEmpty() &&
           !url.hasFragment();
}

Result<OidcMetadata> providerFrom(const QJsonObject &metadata, const QString &issuer)
{
    if (metadata.value(u"issuer"_s).toString() != issuer)
        return tl::unexpected(providerNotUnderstood(u"the metadata are of another issuer"_s));
    const bool isHttps = QUrl(issuer).scheme() == u"https"_s;
    OidcMetadata provider;
    provider.issuer = issuer;
    for (const auto &[name, url] :
         {std::pair(u"authorization_endpoint"_s, &provider.authorizationEndpoint),
          std::pair(u"token_endpoint"_s, &provider.tokenEndpoint)}) {
        *url = QUrl(metadata.value(name).toString(), QUrl::StrictMode);
        if (!isTrustworthy(*url) || (isHttps && url->scheme() != u"https"_s))
            return tl::unexpected(providerNotUnderstood(name));
    }
    const QString methods = u"code_challenge_methods_supported"_s;
    if (!metadata.value(methods).toArray().contains(u"S256"_s))
        return tl::unexpected(providerNotUnderstood(methods));
    provider.namesItself =
        metadata.value(u"authorization_response_iss_parameter_supported"_s).toBool();
    return provider;
}

Problem providerProblem(const Problem &problem)
{
    Problem told = problem;
    switch (problem.code) {
    case ProblemCode::HostNotFound:
    case ProblemCode::ServerUnreachable:
    case ProblemCode::ServerSilent:
    case ProblemCode::Unavailable:
        told.code = ProblemCode::ProviderUnreachable;
        break;
    case ProblemCode::CertificateRejected:
        told.code = ProblemCode::ProviderCertificateRejected;
        break;
    default:
        told.code = ProblemCode::ProviderNotUnderstood;
        break;
    }
    return told;
}

Problem providerNotUnderstood(const QString &detail)
{
    return {.code = ProblemCode::ProviderNotUnderstood, .detail = detail};
}

OidcDiscovery::OidcDiscovery(RestClient &rest)
    : m_rest(rest)
{
}

QFuture<Result<OidcMetadata>> OidcDiscovery::discover(const QString &issuer)
{
    const QUrl url(issuer, QUrl::StrictMode);
    if (!isTrustworthy(url) || url.hasQuery())
        return QtFuture::makeReadyFuture<Result<OidcMetadata>>(
            tl::unexpected(providerNotUnderstood(u"the issuer is not an https address"_s)));
    m_rest.setBackend(url, {});
    return m_rest.send({.path = metadataPath(url)})
        .then([issuer](const Result<Answer> &answer) -> Result<OidcMetadata> {
            if (!answer)
                return tl::unexpected(providerProblem(answer.error()));
            return metadataFrom(*answer).and_then(
                [&issuer](const QJsonObject &metadata) { return providerFrom(metadata, issuer); });
        });
}

} // namespace keydesk::client
