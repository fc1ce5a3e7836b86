// SPDX-License-Identifier: Apache-2.0
#include "client/ServerInfo.h"

#include "client/BackendUrl.h"

#include <QJsonArray>

#include <array>
#include <utility>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

using MethodName = std::pair<SignInMethod, const char *>;
constexpr std::array methodNames{
    MethodName{SignInMethod::Local, "local"},
    MethodName{SignInMethod::Password, "password"},
    MethodName{SignInMethod::Browser, "browser"},
};

std::optional<SignInMethod> methodFrom(const QString &name)
{
    for (const auto &[method, known] : methodNames) {
        if (name == QLatin1StringView(known))
            return method;
    }
    return std::nullopt;
}

// A method that this program does not know yet is nothing that it could offer.
QList<SignInMethod> methodsFrom(const QJsonArray &names)
{
    QList<SignInMethod> methods;
    for (const auto name : names) {
        if (const auto method = methodFrom(name.toString()))
            methods.append(*method);
    }
    return methods;
}

Result<OidcOffer> oidcOfferFrom(const QJsonObject &object)
{
    const QString text = object.value(u"issuer").toString();
    const QUrl issuer(text, QUrl::StrictMode);
    const bool isPrivate =
        issuer.scheme() == u"https"_s || (issuer.scheme() == u"http"_s && isLoopback(issuer));
    if (!isPrivate || issuer.host().isEmpty() || !issuer.userInfo().isEmpty())
        return tl::unexpected(answerNotUnderstood(u"oidc.issuer"_s));
    const QString clientId = object.value(u"clientId").toString();
    if (clientId.isEmpty())
        return tl::unexpected(answerNotUnderstood(u"oidc.clientId"_s));
    return OidcOffer{text, clientId};
}

} // namespace

Result<ServerInfo> serverInfoFromJson(const QJsonObject &object)
{
    ServerInfo info;
    info.name = object.value(u"name").toString();
    if (info.name != u"Keydesk"_s)
        return tl::unexpected(answerNotUnderstood(u"name"_s));
    info.version = QVersionNumber::fromString(object.value(u"version").toString());
    if (info.version.segmentCount() < 3)
        return tl::unexpected(answerNotUnderstood(u"version"_s));
    // Before the rest, which another version may say in another way.
    if (!isSupported(info.version, QVersionNumber::fromString(QStringLiteral(KEYDESK_VERSION))))
        return tl::unexpected(
            Problem{.code = ProblemCode::VersionUnsupported, .detail = info.version.toString()});
    if (!object.value(u"signInMethods").isArray())
        return tl::unexpected(answerNotUnderstood(u"signInMethods"_s));
    info.signInMethods = methodsFrom(object.value(u"signInMethods").toArray());
    if (!info.offers(SignInMethod::Browser))
        return info;
    const auto oidc = oidcOfferFrom(object.value(u"oidc").toObject());
    if (!oidc)
        return tl::unexpected(oidc.error());
    info.oidc = *oidc;
    return info;
}

bool isSupported(const QVersionNumber &server, const QVersionNumber &desktop)
{
    if (server.majorVersion() != desktop.majorVersion())
        return false;
    return server.majorVersion() > 0 || server.minorVersion() == desktop.minorVersion();
}

} // namespace keydesk::client
