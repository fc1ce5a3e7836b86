// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QFuture>
#include <QJsonObject>
#include <QUrl>

namespace keydesk::client {

class RestClient;

/** What a sign-in needs to know about a provider. */
struct OidcMetadata
{
    QString issuer;
    QUrl authorizationEndpoint;
    QUrl tokenEndpoint;
    bool namesItself = false; ///< its redirects always carry "iss" (RFC 9207)
};

/**
 * Asks a provider for its metadata (OpenID Connect Discovery 1.0) and believes them only if they
 * are of that very issuer, lead to https (or stay on this computer, if the
 * issuer is here) and offer PKCE with S256.
 * Thread and futures as in RestClient.
 */
class OidcDiscovery
{
public:
    /** Longer metadata are not read: providers have about 5 KiB. */
    static constexpr qsizetype metadataLimit = 256LL * 1024;

    /** \a rest must outlive this object. It is turned to the issuer's host, without a token. */
    explicit OidcDiscovery(RestClient &rest);

    /** Problems: ProviderUnreachable, ProviderNotUnderstood with what is wrong in its detail. */
    QFuture<Result<OidcMetadata>> discover(const QString &issuer);

private:
    RestClient &m_rest;
};

/** https, or http to this computer; a host, and nobody's name or password in it. */
bool isTrustworthy(const QUrl &url);

/** \a metadata checked as described above. Problem: ProviderNotUnderstood. */
Result<OidcMetadata> providerFrom(const QJsonObject &metadata, const QString &issuer);

/** The same failure, told of the provider and not of Keydesk's own backend. */
Problem providerProblem(const Problem &problem);
Problem providerNotUnderstood(const QString &detail);

} // namespace keydesk::client
