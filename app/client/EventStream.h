// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Backoff.h"
#include "client/EventParser.h"
#include "client/KeyEvent.h"
#include "keys/Problem.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

namespace keydesk::client {

class AnswerStream;
class RestClient;

/**
 * Hears what is done to the keys of one platform, by whomever, as long as it is started. A
 * connection that is cut, or silent although the backend sends something every 15 s, is made again
 * with a Backoff and goes on behind the last event: nothing is lost and nothing is told twice.
 */
class EventStream : public QObject
{
    Q_OBJECT

public:
    /** \a rest must outlive this object. */
    EventStream(RestClient &rest, QString platformId, Backoff::Timing timing = {},
                QObject *parent = nullptr);
    ~EventStream() override;

    /** After this long without a byte a connection counts as dead. */
    void setSilenceLimit(std::chrono::milliseconds limit) { m_silence.setInterval(limit); }

    void start();
    void stop();
    bool isConnected() const { return m_isConnected; }

    /** The network or the computer is back: a connection from before is not trusted, and no wait is
     *  sat out. Does nothing unless it is started. */
    void tryNow();

Q_SIGNALS:
    void created(const keydesk::client::KeyEvent &event);
    void updated(const keydesk::client::KeyEvent &event);
    void revoked(const keydesk::client::KeyEvent &event);

    void connected();
    /** While connected: something came, at least every 15 s, if only to say that it is there. */
    void heartbeat();
    /** There may have been more than was told: read the list of keys again. Comes behind
     * connected() unless the connection goes on where the last one was. */
    void missed();
    /** Not connected, and why; after each try that failed. The next one comes by itself. */
    void interrupted(const keydesk::Problem &problem);
    /** The backend does not let this member listen: RoleRequired, NotFound, or TokenInvalid twice
     * in a row. It is stopped. */
    void refused(const keydesk::Problem &problem);

private:
    void connectNow();
    void disconnectNow();
    void hear(const QByteArray &bytes);
    void onBegun(const QByteArray &place);
    void tell(const ServerEvent &event);
    void lose(const Problem &problem);
    bool isFinal(const Problem &problem);

    RestClient &m_rest;
    QString m_platformId;
    Backoff m_backoff;
    QTimer m_silence;
    AnswerStream *m_answer = nullptr; ///< owned; ends by deleteLater(), as it may be calling
    EventParser m_parser;             ///< of this connection
    QByteArray m_lastId;
    bool m_isStarted = false;
    bool m_isConnected = false;
    bool m_isTokenRefused = false;
};

} // namespace keydesk::client
