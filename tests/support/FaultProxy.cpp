// SPDX-License-Identifier: Apache-2.0
#include "support/FaultProxy.h"

#include <QTcpSocket>

#include <utility>

namespace keydesk::testing {

FaultProxy::FaultProxy(const QUrl &server)
    : m_server(server)
{
    connect(this, &QTcpServer::newConnection, this, [this] { accept(nextPendingConnection()); });
    listen(QHostAddress::LocalHost);
}

QUrl FaultProxy::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()));
}

void FaultProxy::release()
{
    m_fault = Fault::None;
    Q_EMIT released();
}

void FaultProxy::accept(QTcpSocket *client)
{
    auto *server = new QTcpSocket(client);
    server->connectToHost(m_server.host(), static_cast<quint16>(m_server.port()));
    server->waitForConnected();
    connect(client, &QTcpSocket::readyRead, server, [=, this] { toServer(client, server); });
    connect(server, &QTcpSocket::readyRead, client, [=, this] { toClient(server, client); });
    connect(this, &FaultProxy::released, client, [=, this] { toClient(server, client); });
    connect(this, &FaultProxy::wasCut, client, &QTcpSocket::abort);
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
}

void FaultProxy::toServer(QTcpSocket *client, QTcpSocket *server)
{
    if (m_fault == Fault::Refuse)
        return client->abort();
    ++m_forwarded;
    // The server takes its own name only, and the client knows the proxy's.
    QByteArray bytes = client->readAll();
    bytes.replace(url().authority().toLatin1(), m_server.authority().toLatin1());
    server->write(bytes);
}

void FaultProxy::toClient(QTcpSocket *server, QTcpSocket *client)
{
    if (m_fault == Fault::HoldAnswer)
        return;
    const QByteArray answer = server->readAll();
    if (m_fault == Fault::LoseAnswer)
        return client->abort();
    if (m_untilCut < 0 || answer.size() < m_untilCut) {
        m_untilCut -= m_untilCut < 0 ? 0 : answer.size();
        client->write(answer);
        m_hasListener |= answer.contains("text/event-stream");
        return;
    }
    client->write(answer.first(std::exchange(m_untilCut, -1)));
    client->flush();
    cut();
}

} // namespace keydesk::testing
