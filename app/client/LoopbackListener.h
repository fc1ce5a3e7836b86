// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/LoopbackPage.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QTcpServer;
class QTcpSocket;

namespace keydesk::client {

/**
 * Where the provider sends the browser back to (RFC 8252, section 7.3): a port of 127.0.0.1 and of
 * no other address, for one sign-in. Everybody on this computer and every page in the browser can
 * ask here, so nothing that is asked ends it or keeps others out: a request has a limited size and
 * time, and when too many connections wait, the oldest one has to go.
 */
class LoopbackListener : public QObject
{
    Q_OBJECT

public:
    enum class Reception {
        Refused, ///< not the answer to this sign-in: the browser is told so, nothing else happens
        Held,    ///< it is: the browser waits for conclude()
    };
    /** Gets the encoded query of every GET of the redirect address. Must not delete the listener.
     */
    using Receiver = std::function<Reception(QByteArrayView query)>;

    static constexpr qint64 requestLimit = 16LL * 1024; ///< request line and headers
    static constexpr qsizetype connectionLimit = 64;

    LoopbackListener(Receiver receiver, SignInWords words, QObject *parent = nullptr);
    ~LoopbackListener() override;

    /** False if there is no port. */
    bool listen();

    /** What the provider must be told exactly. The path is fixed: providers compare it with the one
     *  that is registered, and only the port is free. */
    QUrl redirectUri() const;

    /** Shows the outcome to the browsers that are held and to those that come within \a linger:
     *  the redirect to it, a reload. Closes the port then, or at once if nobody is held. */
    void conclude(bool signedIn, std::chrono::milliseconds linger = std::chrono::seconds(10));

    bool isListening() const;

    /** A request that is not complete after this time is given up. */
    void setRequestTimeout(std::chrono::milliseconds timeout) { m_requestTimeout = timeout; }

private:
    void accept();
    void makeRoom();
    void read(QTcpSocket *socket);
    void respond(QTcpSocket *socket, QByteArrayView head);
    void receive(QTcpSocket *socket, QByteArrayView query);
    QByteArray outcome() const;
    void close();

    Receiver m_receiver;
    SignInWords m_words;
    std::unique_ptr<QTcpServer> m_server;
    QList<QTcpSocket *> m_waiting; ///< whose request is not complete, the oldest first
    QList<QTcpSocket *> m_held;
    std::optional<bool> m_signedIn;
    std::chrono::milliseconds m_requestTimeout = std::chrono::seconds(10);
};

} // namespace keydesk::client
