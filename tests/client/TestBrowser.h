// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFuture>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTcpSocket>
#include <QUrl>

#include <memory>

namespace keydesk::testing {

struct Page
{
    int status = 0; ///< 0 if there was no answer
    QUrl url = {};  ///< where the redirects ended
    QByteArray text = {};
    QList<QNetworkReply::RawHeaderPair> headers = {};

    QByteArray header(const QByteArray &name) const
    {
        for (const auto &[known, value] : headers) {
            if (known.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
};

/** What a person's browser is to a sign-in: keeps cookies and goes where it is sent. */
class TestBrowser
{
public:
    TestBrowser() { m_network.setProxy(QNetworkProxy::NoProxy); }

    /** In place of the system's authorities. */
    void trust(const QByteArray &pem) { m_authorities = QSslCertificate::fromData(pem); }

    QFuture<Page> open(const QUrl &url)
    {
        auto promise = std::make_shared<QPromise<Page>>();
        promise->start();
        follow(url, promise, 20);
        return promise->future();
    }

private:
    // By hand: Qt does not go from https to http as browsers do, and so a sign-in ends.
    void follow(const QUrl &url, const std::shared_ptr<QPromise<Page>> &promise, int redirects)
    {
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::ManualRedirectPolicy);
        if (!m_authorities.isEmpty()) {
            QSslConfiguration configuration = request.sslConfiguration();
            configuration.setCaCertificates(m_authorities);
            request.setSslConfiguration(configuration);
        }
        QNetworkReply *reply = m_network.get(request);
        QObject::connect(reply, &QNetworkReply::finished, &m_network, [=, this] {
            reply->deleteLater();
            const QUrl target =
                reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
            if (!target.isEmpty() && redirects > 0)
                return follow(url.resolved(target), promise, redirects - 1);
            promise->addResult(
                Page{.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                     .url = reply->url(),
                     .text = reply->readAll(),
                     .headers = reply->rawHeaderPairs()});
            promise->finish();
        });
    }

    QNetworkAccessManager m_network;
    QList<QSslCertificate> m_authorities;
};

enum class Then {
    Wait, ///< until the other side closes
    Cut,  ///< as soon as the bytes are away
};

/** Says \a bytes to a port and gives everything that comes back, without blocking: the other side
 *  may live in this thread. Nothing comes if nobody is there. */
inline QFuture<QByteArray> say(const QHostAddress &address, quint16 port, const QByteArray &bytes,
                               Then then = Then::Wait)
{
    auto promise = std::make_shared<QPromise<QByteArray>>();
    promise->start();
    auto *socket = new QTcpSocket;
    const auto end = [socket, promise] {
        if (promise->future().isFinished())
            return;
        promise->addResult(socket->readAll());
        promise->finish();
        socket->deleteLater();
    };
    QObject::connect(socket, &QTcpSocket::connected, socket,
                     [socket, bytes] { socket->write(bytes); });
    if (then == Then::Cut)
        QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [socket] {
            if (socket->bytesToWrite() == 0)
                socket->abort();
        });
    QObject::connect(socket, &QTcpSocket::disconnected, socket, end);
    QObject::connect(socket, &QTcpSocket::errorOccurred, socket, end);
    socket->connectToHost(address, port);
    return promise->future();
}

} // namespace keydesk::testing
