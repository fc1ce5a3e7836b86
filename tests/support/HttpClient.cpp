// SPDX-License-Identifier: Apache-2.0
#include "support/HttpClient.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <memory>
#include <vector>

namespace keydesk::testing {

namespace {

constexpr int patience = 30'000;
constexpr int longPatience = 60'000; // a disk that others keep busy can hold up a commit for long

void finish(QTcpSocket &socket, HttpAnswer &answer, QDeadlineTimer deadline)
{
    QByteArray raw;
    while (!deadline.hasExpired()) {
        raw += socket.readAll();
        if (socket.state() != QAbstractSocket::ConnectedState)
            break;
        socket.waitForReadyRead(static_cast<int>(std::max<qint64>(1, deadline.remainingTime())));
    }
    raw += socket.readAll();
    answer = parseAnswer(raw);
    answer.closed = socket.state() != QAbstractSocket::ConnectedState;
}

bool isWhole(const HttpAnswer &answer)
{
    return answer.status != 0 &&
           answer.body.size() >= answer.headers.value("content-length").toLongLong();
}

} // namespace

QJsonObject HttpAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QJsonArray HttpAnswer::array() const
{
    return QJsonDocument::fromJson(body).array();
}

QString HttpAnswer::problem() const
{
    return json().value(QStringLiteral("type")).toString().section(u'/', -1);
}

HttpAnswer parseAnswer(const QByteArray &raw)
{
    HttpAnswer answer;
    answer.raw = raw;
    const qsizetype end = raw.indexOf("\r\n\r\n");
    if (end < 0 || !raw.startsWith("HTTP/1.1 "))
        return answer;
    answer.status = raw.mid(9, 3).toInt();
    if (answer.status == 100) {
        answer = parseAnswer(raw.mid(end + 4));
        answer.raw = raw;
        return answer;
    }
    const QList<QByteArray> lines = raw.first(end).split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.first(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    answer.body = raw.mid(end + 4);
    return answer;
}

HttpClient::HttpClient(const QUrl &server)
    : m_server(server)
{
}

QByteArray HttpClient::host() const
{
    return m_server.authority().toLatin1();
}

QByteArray HttpClient::bytesOf(const HttpRequest &request, const QByteArray &connection) const
{
    QByteArray bytes = request.method + ' ' + request.path + " HTTP/1.1\r\n";
    bytes += "Host: " + host() + "\r\nConnection: " + connection + "\r\n";
    if (!request.body.isEmpty() || request.method == "POST")
        bytes += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    for (const auto &[name, value] : request.headers)
        bytes += name + ": " + value + "\r\n";
    return bytes + "\r\n" + request.body;
}

HttpAnswer HttpClient::send(const HttpRequest &request) const
{
    return sendRaw(bytesOf(request), patience);
}

QList<HttpAnswer> HttpClient::sendAtOnce(const QList<HttpRequest> &requests) const
{
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (const HttpRequest &request : requests) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(m_server.host(), static_cast<quint16>(m_server.port()));
        socket->waitForConnected(patience);
        // All but the last byte: the requests then become complete in one go.
        const QByteArray bytes = bytesOf(request);
        socket->write(bytes.chopped(1));
        socket->waitForBytesWritten(patience);
        sockets.push_back(std::move(socket));
    }
    for (std::size_t i = 0; i < sockets.size(); ++i) {
        sockets[i]->write(bytesOf(requests[static_cast<qsizetype>(i)]).last(1));
        sockets[i]->flush();
    }
    QList<HttpAnswer> answers;
    for (const auto &socket : sockets)
        finish(*socket, answers.emplaceBack(), QDeadlineTimer(patience));
    return answers;
}

HttpAnswer HttpClient::sendRaw(const QByteArray &bytes, int timeout) const
{
    QTcpSocket socket;
    socket.connectToHost(m_server.host(), static_cast<quint16>(m_server.port()));
    HttpAnswer answer;
    if (!socket.waitForConnected(patience))
        return answer;
    socket.write(bytes);
    socket.flush();
    finish(socket, answer, QDeadlineTimer(timeout));
    return answer;
}

KeptConnection::KeptConnection(const QUrl &server)
    : m_client(server)
{
    m_socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
    m_socket.waitForConnected(patience);
}

HttpAnswer KeptConnection::send(const HttpRequest &request)
{
    m_socket.write(m_client.bytesOf(request, "keep-alive"));
    m_socket.flush();
    const QDeadlineTimer deadline(longPatience);
    QByteArray raw;
    while (m_socket.state() == QAbstractSocket::ConnectedState && !deadline.hasExpired()) {
        m_socket.waitForReadyRead(static_cast<int>(std::max<qint64>(1, deadline.remainingTime())));
        raw += m_socket.readAll();
        if (HttpAnswer answer = parseAnswer(raw); isWhole(answer))
            return answer;
    }
    return {};
}

} // namespace keydesk::testing
