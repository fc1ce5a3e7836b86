// SPDX-License-Identifier: Apache-2.0
#include "support/JsonWebToken.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace keydesk::testing {

namespace {

constexpr auto base64UrlOptions = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray part(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(base64UrlOptions);
}

QJsonObject object(const QByteArray &part)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(part, base64UrlOptions)).object();
}

} // namespace

QByteArray JsonWebToken::signedWith(const QByteArray &key,
                                    QCryptographicHash::Algorithm algorithm) const
{
    const QByteArray text = part(header) + '.' + part(claims);
    return text + '.' +
           QMessageAuthenticationCode::hash(text, key, algorithm).toBase64(base64UrlOptions);
}

QByteArray JsonWebToken::withoutSignature() const
{
    return part(header) + '.' + part(claims) + '.';
}

JsonWebToken JsonWebToken::read(const QByteArray &text)
{
    const QByteArrayList parts = text.split('.');
    return parts.size() == 3 ? JsonWebToken{object(parts[0]), object(parts[1])} : JsonWebToken{};
}

QByteArray signingKey(const QByteArray &serverKey)
{
    return QMessageAuthenticationCode::hash("keydesk access token v1", serverKey,
                                            QCryptographicHash::Sha256);
}

} // namespace keydesk::testing
