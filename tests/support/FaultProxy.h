// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTcpServer>
#include <QUrl>

#include <chrono>

class QTcpSocket;

namespace keydesk::testing {

/**
 * Stands between a client and the real server, on loopback, and does what networks do. A fault
 * meets connections that are made from then on and those that are open.
 */
class FaultProxy : public QTcpServer
{
    Q_OBJECT

public:
    enum class Fault {
        None,
        Refuse,     ///< the connection is closed before the server has seen a byte
        LoseAnswer, ///< the server gets the request and answers; the answer never arrives
        HoldAnswer, ///< the answer waits until release()
    };

    explicit FaultProxy(const QUrl &server);

    QUrl url() const;
    void setFault(Fault fault) { m_fault = fault; }
    /** Passes on what was held, and everything after it. */
    void release();
    /** Breaks every connection that is open, where it just is. */
    void cut() { Q_EMIT wasCut(); }
    /** Breaks the connections that are open when \a bytes more have gone to their clients. */
    void cutAfter(qint64 bytes) { m_untilCut = bytes; }
    /** How often the server has been sent something. */
    int forwarded() const { return m_forwarded; }
    /** Whether a client has begun to get a stream of events: it is told what happens from now on.
     */
    bool hasListener() const { return m_hasListener; }

Q_SIGNALS:
    void released();
    void wasCut();

private:
    void accept(QTcpSocket *client);
    void toServer(QTcpSocket *client, QTcpSocket *server);
    void toClient(QTcpSocket *server, QTcpSocket *client);

    QUrl m_server;
    Fault m_fault = Fault::None;
    int m_forwarded = 0;
    bool m_hasListener = false;
    qint64 m_untilCut = -1; ///< none
};

} // namespace keydesk::testing
