// SPDX-License-Identifier: Apache-2.0
#include "client/LoopbackListener.h"

#include "client/SignInSecrets.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView redirectPath = "/callback";
constexpr QByteArrayView outcomePath = "/result";
constexpr QByteArrayView method = "GET ";

QByteArrayView takeLine(QByteArrayView &text)
{
    const qsizetype end = text.indexOf("\r\n");
    const QByteArrayView line = text.first(end);
    text = text.sliced(end + 2);
    return line;
}

/** The target of a "GET target HTTP/1.x"; empty for any other line. */
QByteArrayView targetOf(QByteArrayView line)
{
    if (!line.startsWith(method) || !(line.endsWith(" HTTP/1.1") || line.endsWith(" HTTP/1.0")))
        return {};
    const qsizetype version = line.lastIndexOf(' ');
    const QByteArrayView target = line.first(version).sliced(method.size());
    const bool visible = std::ranges::all_of(target, [](char c) { return c > ' ' && c < 0x7f; });
    return visible && target.startsWith('/') ? target : QByteArrayView();
}

/** Whether the headers name \a host once: a page that points a name of its own to 127.0.0.1 (DNS
 *  rebinding) names another. */
bool isHostNamed(QByteArrayView headers, QByteArrayView host)
{
    int hosts = 0;
    bool same = false;
    while (!headers.isEmpty()) {
        const QByteArrayView line = takeLine(headers);
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            return false;
        if (line.first(colon).compare("host", Qt::CaseInsensitive) != 0)
            continue;
        ++hosts;
        same = line.sliced(colon + 1).trimmed() == host;
    }
    return hosts == 1 && same;
}

void answer(QTcpSocket *socket, const QByteArray &bytes)
{
    socket->write(bytes);
    socket->flush();
    socket->disconnectFromHost();
}

} // namespace

LoopbackListener::LoopbackListener(Receiver receiver, SignInWords words, QObject *parent)
    : QObject(parent)
    , m_receiver(std::move(receiver))
    , m_words(std::move(words))
    , m_server(std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::newConnection, this, &LoopbackListener::accept);
    // Qt stops to accept when the process has no descriptor left; there may be one again soon.
    connect(m_server.get(), &QTcpServer::acceptError, this, [this] {
        QTimer::singleShot(std::chrono::milliseconds(100), m_server.get(),
                           &QTcpServer::resumeAccepting);
    });
}

LoopbackListener::~LoopbackListener()
{
    close();
    m_server.reset(); // Its last sockets still tell of their end, and the lists must be there then.
}

bool LoopbackListener::listen()
{
    m_server->setListenBacklogSize(128);
    return m_server->listen(QHostAddress(QHostAddress::LocalHost), 0);
}

bool LoopbackListener::isListening() const
{
    return m_server->isListening();
}

QUrl LoopbackListener::redirectUri() const
{
    QUrl uri;
    uri.setScheme(u"http"_s);
    uri.setHost(m_server->serverAddress().toString());
    uri.setPort(m_server->serverPort());
    uri.setPath(QString::fromLatin1(redirectPath));
    return uri;
}

void LoopbackListener::conclude(bool signedIn, std::chrono::milliseconds linger)
{
    m_signedIn = signedIn;
    if (m_held.isEmpty())
        return close();
    for (QTcpSocket *socket : std::exchange(m_held, {}))
        answer(socket, loopbackRedirect(outcomePath));
    QTimer::singleShot(linger, this, &LoopbackListener::close);
}

void LoopbackListener::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        makeRoom();
        m_waiting.append(socket);
        socket->setReadBufferSize(requestLimit);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_waiting.removeOne(socket);
            m_held.removeOne(socket);
            socket->deleteLater();
        });
        QTimer::singleShot(m_requestTimeout, socket, [this, socket] {
            if (m_waiting.contains(socket))
                socket->abort();
        });
        read(socket); // what came with the connection
    }
}

void LoopbackListener::makeRoom()
{
    while (m_waiting.size() + m_held.size() >= connectionLimit)
        (m_waiting.isEmpty() ? m_held : m_waiting).takeFirst()->abort();
}

void LoopbackListener::read(QTcpSocket *socket)
{
    if (!m_waiting.contains(socket)) {
        wipeShared(socket->readAll());
        return;
    }
    const QByteArray bytes = socket->peek(requestLimit);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    const bool isGet =
        method.startsWith(QByteArrayView(bytes).first(std::min(bytes.size(), method.size())));
    if (isGet && end < 0 && bytes.size() < requestLimit)
        return;
    m_waiting.removeOne(socket);
    wipeShared(socket->read(bytes.size()));
    if (!isGet)
        answer(socket, loopbackError("400 Bad Request"));
    else if (end < 0)
        answer(socket, loopbackError("431 Request Header Fields Too Large"));
    else
        respond(socket, QByteArrayView(bytes).first(end + 2));
    wipeShared(bytes);
}

void LoopbackListener::respond(QTcpSocket *socket, QByteArrayView head)
{
    const QByteArrayView target = targetOf(takeLine(head));
    const QByteArray host = redirectUri().authority(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty() || !isHostNamed(head, host))
        return answer(socket, loopbackError("400 Bad Request"));
    const qsizetype question = target.indexOf('?');
    const QByteArrayView path = question < 0 ? target : target.first(question);
    if (path == redirectPath)
        return receive(socket, question < 0 ? QByteArrayView() : target.sliced(question + 1));
    if (path == outcomePath && m_signedIn)
        return answer(socket, outcome());
    answer(socket, loopbackError("404 Not Found"));
}

void LoopbackListener::receive(QTcpSocket *socket, QByteArrayView query)
{
    if (m_receiver(query) == Reception::Refused)
        return answer(socket, loopbackPage("400 Bad Request", m_words.language, m_words.failed));
    if (m_signedIn)
        return answer(socket, loopbackRedirect(outcomePath));
    m_held.append(socket);
}

QByteArray LoopbackListener::outcome() const
{
    return loopbackPage("200 OK", m_words.language,
                        m_signedIn.value_or(false) ? m_words.signedIn : m_words.failed);
}

void LoopbackListener::close()
{
    m_server->close();
    // abort() tells of the end by a signal that takes the socket out of its list.
    for (QTcpSocket *socket : std::exchange(m_waiting, {}))
        socket->abort();
    for (QTcpSocket *socket : std::exchange(m_held, {}))
        socket->abort();
}

} // namespace keydesk::client
