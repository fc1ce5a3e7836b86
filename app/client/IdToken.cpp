// SPDX-License-Identifier: Apache-2.0
#include "client/IdToken.h"

#include "client/OidcDiscovery.h"
#include "client/SignInSecrets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype tokenLimit = 32LL * 1024; // The backend takes 64 KiB.
constexpr qint64 clockTolerance = 60;         // seconds

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

bool isCompactToken(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= tokenLimit &&
           std::ranges::all_of(text, isTokenCharacter) && std::ranges::count(text, '.') == 2;
}

qsizetype afterSpace(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && QByteArrayView(" \t\r\n").contains(text[at]))
        ++at;
    return at;
}

/** The end quote of the JSON string whose start quote is at \a open; -1 if there is none. */
qsizetype endOfString(QByteArrayView json, qsizetype open)
{
    for (qsizetype i = open + 1; i < json.size(); ++i) {
        if (json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            return i;
    }
    return -1;
}

/** Overwrites every string that is the value of the member \a name, and gives the first one. */
SecretText takeMember(QByteArray &json, QByteArrayView name)
{
    Q_ASSERT(json.isDetached()); // data() would leave the text in the bytes of somebody else
    const QByteArray quoted = '"' + name.toByteArray() + '"';
    SecretText taken;
    for (qsizetype at = json.indexOf(quoted); at >= 0; at = json.indexOf(quoted, at + 1)) {
        const qsizetype colon = afterSpace(json, at + quoted.size());
        if (colon >= json.size() || json[colon] != ':')
            continue;
        const qsizetype open = afterSpace(json, colon + 1);
        const qsizetype close =
            open < json.size() && json[open] == '"' ? endOfString(json, open) : -1;
        if (close < 0)
            continue;
        const qsizetype length = close - open - 1;
        if (taken.isEmpty())
            taken = SecretText(QByteArrayView(json).sliced(open + 1, length));
        std::fill_n(json.data() + open + 1, length, '*');
    }
    return taken;
}

std::optional<QJsonObject> claimsOf(QByteArrayView jwt)
{
    const qsizetype first = jwt.indexOf('.');
    const qsizetype second = jwt.lastIndexOf('.');
    const auto payload = QByteArray::fromBase64Encoding(
        jwt.sliced(first + 1, second - first - 1).toByteArray(),
        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!payload)
        return std::nullopt;
    const auto document = QJsonDocument::fromJson(*payload);
    wipeShared(*payload); // a name and an address of a person
    if (!document.isObject())
        return std::nullopt;
    return document.object();
}

bool isFor(const QJsonObject &claims, const QString &clientId)
{
    const QJsonValue audience = claims.value(u"aud"_s);
    const QJsonValue party = claims.value(u"azp"_s);
    if (!party.isUndefined() && party != clientId)
        return false;
    if (!audience.isArray())
        return audience == clientId;
    const QJsonArray all = audience.toArray();
    // Of several audiences the one that asked for the token is named.
    return all.contains(clientId) && (all.size() == 1 || !party.isUndefined());
}

} // namespace

IdToken::IdToken(SecretText jwt, SecretText nonce)
    : m_parts(std::make_shared<const Parts>(Parts{std::move(jwt), std::move(nonce)}))
{
}

Result<Done> checkIdToken(QByteArrayView jwt, const IdTokenExpectation &expected)
{
    const auto wrong = [](const QString &claim) {
        return tl::unexpected(providerNotUnderstood(u"the ID token's %1"_s.arg(claim)));
    };
    if (!isCompactToken(jwt))
        return wrong(u"form"_s);
    const auto claims = claimsOf(jwt);
    if (!claims)
        return wrong(u"payload"_s);
    if (claims->value(u"iss"_s) != expected.issuer)
        return wrong(u"iss"_s);
    if (!isFor(*claims, expected.clientId))
        return wrong(u"aud"_s);
    if (!isEqual(expected.nonce, claims->value(u"nonce"_s).toString().toUtf8()))
        return wrong(u"nonce"_s);
    const double end = claims->value(u"exp"_s).toDouble();
    if (end <= static_cast<double>(expected.now.toSecsSinceEpoch() - clockTolerance))
        return wrong(u"exp"_s);
    return Done{};
}

Result<SecretText> takeIdToken(QByteArray &body)
{
    takeMember(body, "access_token");
    takeMember(body, "refresh_token");
    SecretText token = takeMember(body, "id_token");
    // Parsed without the secrets; what is left says whether the right place was overwritten.
    const auto document = QJsonDocument::fromJson(body);
    const QString left = document.object().value(u"id_token"_s).toString();
    if (token.isEmpty() || left != QString(token.view().size(), u'*'))
        return tl::unexpected(providerNotUnderstood(u"id_token"_s));
    return token;
}

} // namespace keydesk::client
