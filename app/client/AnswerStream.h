// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>

class QNetworkReply;

namespace keydesk::client {

/**
 * One answer of the type text/event-stream, as it comes. The request ends with this object, which
 * may be deleted in a slot of its signals by deleteLater() only. Nothing is signalled before the
 * event loop runs again.
 */
class AnswerStream : public QObject
{
    Q_OBJECT

public:
    AnswerStream() = default;
    ~AnswerStream() override;

    /** For the client: takes \a reply, which it reads. Once. */
    void begin(QNetworkReply *reply);
    /** Or it never begins. Queued, as this may be called before anybody listens. */
    void fail(const Problem &problem);

Q_SIGNALS:
    /** Only of an answer that is a stream of events. */
    void received(const QByteArray &bytes);

    /**
     * There is nothing more, and why: ServerUnreachable if the connection broke or the server ended
     * the stream, what the server named instead of a stream, or AnswerNotUnderstood.
     */
    void finished(const keydesk::Problem &problem);

private:
    bool isEventStream() const;
    int status() const;
    void read();
    void finish();
    Problem refusal() const;

    QPointer<QNetworkReply> m_reply; ///< goes also when the client that made it goes
    QByteArray m_refusal;            ///< the answer that is not a stream, up to a limit
};

} // namespace keydesk::client
