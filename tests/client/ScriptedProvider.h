// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/BrowserSignIn.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

namespace keydesk::testing {

/**
 * A provider that does what a test wants, right or wrong, for what no real one does. It never says
 * anything at a path without an answer. Its ID tokens have no real signature.
 */
class ScriptedProvider : public QTcpServer
{
    Q_OBJECT

public:
    static constexpr auto clientId = "keydesk-test";

    ScriptedProvider()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { receive(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        setMetadata(metadata());
    }

    QString issuer() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    client::OidcOffer offer() const { return {issuer(), QString::fromLatin1(clientId)}; }

    QJsonObject metadata() const
    {
        return {{QStringLiteral("issuer"), issuer()},
                {QStringLiteral("authorization_endpoint"), issuer() + QStringLiteral("/auth")},
                {QStringLiteral("token_endpoint"), issuer() + QStringLiteral("/token")},
                {QStringLiteral("code_challenge_methods_supported"),
                 QJsonArray{QStringLiteral("S256")}},
                {QStringLiteral("authorization_response_iss_parameter_supported"), true}};
    }

    void setMetadata(const QJsonObject &metadata)
    {
        answers["/.well-known/openid-configuration"] = json(200, metadata);
    }

    /** What an ID token for this provider's client says. */
    QJsonObject claims(const QString &nonce) const
    {
        return {{QStringLiteral("iss"), issuer()},
                {QStringLiteral("aud"), QString::fromLatin1(clientId)},
                {QStringLiteral("sub"), QStringLiteral("subject-ada")},
                {QStringLiteral("nonce"), nonce},
                {QStringLiteral("exp"), QDateTime::currentSecsSinceEpoch() + 300}};
    }

    static QByteArray idToken(const QJsonObject &claims)
    {
        return "e30." +
               QJsonDocument(claims)
                   .toJson(QJsonDocument::Compact)
                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
               ".c2lnbmF0dXJl";
    }

    /** The token endpoint gives this ID token, and the tokens that nobody wants. */
    void giveTokens(const QByteArray &idToken)
    {
        answers["/token"] =
            json(200, {{QStringLiteral("token_type"), QStringLiteral("Bearer")},
                       {QStringLiteral("access_token"), QStringLiteral("provider-access")},
                       {QStringLiteral("refresh_token"), QStringLiteral("provider-refresh")},
                       {QStringLiteral("id_token"), QString::fromLatin1(idToken)}});
    }

    static QByteArray http(int status, const QByteArray &type, const QByteArray &body)
    {
        return "HTTP/1.1 " + QByteArray::number(status) +
               " X\r\nConnection: close\r\nContent-Type: " + type +
               "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    static QByteArray json(int status, const QJsonObject &object)
    {
        return http(status, "application/json", QJsonDocument(object).toJson());
    }

    QHash<QByteArray, QByteArray> answers;    ///< by path
    QHash<QByteArray, QByteArrayList> bodies; ///< of the requests, by path

private:
    void receive(QTcpSocket *socket)
    {
        QByteArray &request = m_requests[socket];
        request += socket->readAll();
        const qsizetype end = request.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const qsizetype length = request.indexOf("Content-Length: ");
        const qsizetype body =
            length < 0 || length > end
                ? 0
                : request.sliced(length + 16, request.indexOf("\r\n", length) - length - 16)
                      .toInt();
        if (request.size() < end + 4 + body)
            return;
        const QByteArray path = request.split(' ').at(1).split('?').first();
        bodies[path].append(request.sliced(end + 4));
        m_requests.remove(socket);
        if (!answers.contains(path))
            return;
        socket->write(answers.value(path));
        socket->disconnectFromHost();
    }

    QHash<QTcpSocket *, QByteArray> m_requests;
};

} // namespace keydesk::testing
