// SPDX-License-Identifier: Apache-2.0
#include "support/FaultyExchange.h"

#include <QRegularExpression>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace keydesk::testing {

namespace {

constexpr qint64 chunk = 64 * 1024;

QRegularExpression header(const char *name)
{
    return QRegularExpression(QStringLiteral("\r\n%1: *([^\r]*)\r\n").arg(QLatin1String(name)),
                              QRegularExpression::CaseInsensitiveOption);
}

// Zero if it is not there whole.
qsizetype wholeLength(const QByteArray &request)
{
    static const QRegularExpression length = header("Content-Length");
    const qsizetype end = request.indexOf("\r\n\r\n");
    if (end < 0)
        return 0;
    const auto match = length.match(QString::fromLatin1(request.first(end + 2)));
    const qsizetype whole = end + 4 + match.captured(1).toInt();
    return request.size() < whole ? 0 : whole;
}

// The server takes its own name only, and the client knows the proxy's. Where an answer ends is
// told by the end of the connection.
QByteArray forServer(const QByteArray &request, const QUrl &server)
{
    static const QRegularExpression host = header("Host");
    static const QRegularExpression connection = header("Connection");
    const qsizetype end = request.indexOf("\r\n\r\n");
    QString head = QString::fromLatin1(request.first(end + 2));
    head.replace(host, QStringLiteral("\r\nHost: %1\r\n").arg(server.authority()));
    head.replace(connection, QStringLiteral("\r\nConnection: close\r\n"));
    return head.toLatin1() + request.sliced(end + 2);
}

} // namespace

FaultyExchange::FaultyExchange(QTcpSocket *client, ProxyState &state)
    : QObject(client)
    , m_client(client)
    , m_state(state)
{
    connect(client, &QTcpSocket::readyRead, this, &FaultyExchange::receive);
    connect(client, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) {
        m_state.seen.written += bytes;
        pad();
    });
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    receive();
}

void FaultyExchange::receive()
{
    const QByteArray bytes = m_client->readAll();
    m_state.seen.received += bytes.size();
    m_request += bytes;
    if (m_isMet || wholeLength(m_request) == 0)
        return;
    m_isMet = true;
    m_request.truncate(wholeLength(m_request));
    m_state.seen.heads.append(m_request.first(m_request.indexOf("\r\n\r\n")));
    meet();
}

void FaultyExchange::meet()
{
    const QByteArray target = m_request.sliced(m_request.indexOf(' ') + 1);
    HttpFault &fault = m_state.fault;
    if (fault.times != 0 && target.startsWith(fault.target)) {
        m_fault = fault;
        fault.times = std::max(-1, fault.times - 1);
    }
    if (m_fault.kind == HttpFault::Kind::CutBefore)
        return cut();
    if (m_fault.kind == HttpFault::Kind::Replace && !m_fault.isServerAsked)
        return answer(m_fault.answer({}), m_fault.padding);
    const QByteArray request = forServer(m_request, m_state.server);
    if (m_fault.kind == HttpFault::Kind::CutDuringRequest)
        return forward(request.first(request.size() / 2));
    ++m_state.seen.forwarded;
    forward(request);
}

void FaultyExchange::forward(const QByteArray &request)
{
    auto *server = new QTcpSocket(this);
    auto answered = std::make_shared<QByteArray>();
    connect(server, &QTcpSocket::readyRead, this,
            [server, answered] { *answered += server->readAll(); });
    connect(server, &QTcpSocket::disconnected, this, [this, answered] { onAnswered(*answered); });
    if (m_fault.kind == HttpFault::Kind::CutDuringRequest)
        connect(server, &QTcpSocket::bytesWritten, this, [this] { cut(); });
    server->connectToHost(m_state.server.host(), static_cast<quint16>(m_state.server.port()));
    server->write(request);
}

void FaultyExchange::onAnswered(const QByteArray &bytes)
{
    switch (m_fault.kind) {
    case HttpFault::Kind::CutAfterCommit:
        return cut();
    case HttpFault::Kind::CutDuringAnswer:
        // What is left unread by nobody arrives; abort() would throw it away.
        m_client->write(bytes.first(bytes.size() / 2));
        return m_client->disconnectFromHost();
    case HttpFault::Kind::Late:
        QTimer::singleShot(m_fault.delay, this, [this, bytes] { answer(bytes); });
        return;
    case HttpFault::Kind::Silent:
        return;
    case HttpFault::Kind::Replace:
        return answer(m_fault.answer(bytes), m_fault.padding);
    default:
        return answer(bytes);
    }
}

void FaultyExchange::answer(const QByteArray &bytes, qint64 padding)
{
    m_padding = padding;
    m_client->write(bytes);
    if (padding == 0)
        m_client->disconnectFromHost();
}

void FaultyExchange::pad()
{
    if (m_padding == 0 || m_client->bytesToWrite() > 0)
        return;
    const qint64 now = std::min(chunk, m_padding);
    m_padding -= now;
    m_client->write(QByteArray(now, ' '));
    if (m_padding == 0)
        m_client->disconnectFromHost();
}

void FaultyExchange::cut()
{
    m_client->abort();
}

} // namespace keydesk::testing
