// SPDX-License-Identifier: Apache-2.0
#include "client/SingleInstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 requestLimit = 512;

// In the runtime folder, which only this user can enter; short, as a socket's path must be.
QString socketName(const QString &dataFolder)
{
    const QByteArray digest =
        QCryptographicHash::hash(dataFolder.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/keydesk-"_s +
           QString::fromLatin1(digest);
}

QByteArray ownActivationToken()
{
    const QByteArray wayland = qgetenv("XDG_ACTIVATION_TOKEN");
    return wayland.isEmpty() ? qgetenv("DESKTOP_STARTUP_ID") : wayland;
}

int milliseconds(const QDeadlineTimer &deadline)
{
    return static_cast<int>(deadline.remainingTime());
}

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_lock(dataFolder + u"/keydesk.lock"_s)
    , m_socketName(socketName(dataFolder))
{
    m_lock.setStaleLockTime(0); // A lock is stale when its process is gone, not when it is old.
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Claim SingleInstance::claim(std::chrono::milliseconds patience)
{
    if (m_lock.tryLock(0)) {
        listen();
        return Claim::First;
    }
    return askToRaise(patience) ? Claim::Raised : Claim::Unanswered;
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(m_socketName); // Left by one that was killed; we hold the lock.
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
        QLocalSocket *socket = m_server->nextPendingConnection();
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine() && socket->bytesAvailable() < requestLimit)
                return;
            const QByteArray token = socket->readLine(requestLimit).trimmed();
            socket->write("raised\n");
            socket->disconnectFromServer();
            Q_EMIT raiseRequested(token);
        });
    });
    m_server->listen(m_socketName);
}

bool SingleInstance::askToRaise(std::chrono::milliseconds patience) const
{
    const QDeadlineTimer deadline(patience);
    QLocalSocket socket;
    do { // The first one may hold the lock and not listen yet.
        socket.connectToServer(m_socketName);
        if (socket.waitForConnected(milliseconds(deadline)))
            break;
        QThread::msleep(50);
    } while (!deadline.hasExpired());
    if (socket.state() != QLocalSocket::ConnectedState)
        return false;
    socket.write(ownActivationToken().left(requestLimit - 1) + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(milliseconds(deadline)))
            return false;
    }
    return socket.readLine(requestLimit) == "raised\n";
}

} // namespace keydesk::client
