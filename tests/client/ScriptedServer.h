// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace keydesk::testing {

/** Answers each request as the test says, with any bytes and at any time. */
class ScriptedServer : public QTcpServer
{
public:
    ScriptedServer()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { receive(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        listen(QHostAddress::LocalHost);
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    /** What is said at once to the request of this number, from 0. */
    void setScript(std::function<QByteArray(qsizetype)> script) { m_script = std::move(script); }
    /** The heads of the requests so far. */
    const QByteArrayList &requests() const { return m_requests; }

    /** To whoever asked last. */
    void say(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        m_socket->flush();
    }
    void hangUp() { m_socket->disconnectFromHost(); }

private:
    void receive(QTcpSocket *socket)
    {
        const QByteArray head = socket->property("head").toByteArray() + socket->readAll();
        if (!head.endsWith("\r\n\r\n")) {
            socket->setProperty("head", head);
            return;
        }
        socket->setProperty("head", QByteArray());
        m_socket = socket;
        m_requests.append(head);
        if (m_script)
            socket->write(m_script(m_requests.size() - 1));
    }

    std::function<QByteArray(qsizetype)> m_script;
    QByteArrayList m_requests;
    QPointer<QTcpSocket> m_socket;
};

} // namespace keydesk::testing
