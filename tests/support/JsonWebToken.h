// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QJsonObject>

namespace keydesk::testing {

/** The parts of a token, to be put together well or badly. */
struct JsonWebToken
{
    QJsonObject header{{QStringLiteral("alg"), QStringLiteral("HS256")},
                       {QStringLiteral("typ"), QStringLiteral("JWT")}};
    QJsonObject claims;

    /** With an HMAC over both. */
    QByteArray signedWith(const QByteArray &key, QCryptographicHash::Algorithm algorithm =
                                                     QCryptographicHash::Sha256) const;
    /** With an empty third part. */
    QByteArray withoutSignature() const;
    /** Whatever its signature. */
    static JsonWebToken read(const QByteArray &text);
};

/** The key that a server signs its tokens with, which has this server key. */
QByteArray signingKey(const QByteArray &serverKey);

} // namespace keydesk::testing
