// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/HttpFaultProxy.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>

namespace keydesk::testing {

/** What the exchanges of one proxy share. */
struct ProxyState
{
    QUrl server;
    HttpFault fault = {};
    SeenTraffic seen = {};
};

/**
 * One connection of a client's to a HttpFaultProxy: a request, the server's answer, and what
 * befalls them. Owned by the client's socket, which deletes itself when the connection has ended.
 */
class FaultyExchange : public QObject
{
public:
    /** \a state must outlive it. */
    FaultyExchange(QTcpSocket *client, ProxyState &state);

private:
    void receive();
    void meet();
    void forward(const QByteArray &request);
    void onAnswered(const QByteArray &answer);
    void answer(const QByteArray &bytes, qint64 padding = 0);
    void pad();
    void cut();

    QTcpSocket *m_client;
    ProxyState &m_state;
    HttpFault m_fault;
    QByteArray m_request;
    qint64 m_padding = 0; ///< bytes that are still to be sent
    bool m_isMet = false;
};

} // namespace keydesk::testing
