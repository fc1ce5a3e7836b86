// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace keydesk::testing {

/**
 * Answers every request with the same bytes, right or wrong, and closes, which it says in the
 * header: for faults that a real server does not have.
 */
class FaultyServer : public QTcpServer
{
    Q_OBJECT

public:
    /** No \a answer at all, and the connection stays open: silence. */
    explicit FaultyServer(QByteArray answer)
        : m_answer(std::move(answer))
    {
        // Else the client may send the next request over the connection that is being closed.
        const qsizetype end = m_answer.indexOf("\r\n");
        if (m_answer.startsWith("HTTP/1.1 ") && end > 0)
            m_answer.insert(end + 2, "Connection: close\r\n");
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            m_lastRequest.clear();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { receive(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        listen(QHostAddress::LocalHost);
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    int requests() const { return m_requests; }
    const QByteArray &lastRequest() const { return m_lastRequest; }

private:
    void receive(QTcpSocket *socket)
    {
        m_lastRequest += socket->readAll();
        if (!isWhole(m_lastRequest) || m_answer.isEmpty())
            return;
        ++m_requests;
        socket->write(m_answer);
        socket->disconnectFromHost();
    }

    static bool isWhole(const QByteArray &request)
    {
        static const QRegularExpression length(QStringLiteral("\r\nContent-Length: (\\d+)\r\n"));
        const qsizetype end = request.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const auto match = length.match(QString::fromLatin1(request.first(end + 2)));
        return request.size() >= end + 4 + match.captured(1).toInt();
    }

    QByteArray m_answer;
    QByteArray m_lastRequest;
    int m_requests = 0;
};

} // namespace keydesk::testing
