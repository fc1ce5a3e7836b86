// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/AccessToken.h"
#include "keys/Problem.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace keydesk::client {

/**
 * The backend on this computer: keydesk-server as a child process on loopback. It ends with this
 * object, and by the closed pipe also when this program is killed. The owner's token comes through
 * the child's standard output, never through an argument, the environment or a file.
 */
class LocalServer : public QObject
{
    Q_OBJECT

public:
    /** \a program: see findServerProgram(). \a databasePath: made by the server if not there. */
    LocalServer(QString program, QString databasePath, QObject *parent = nullptr);
    ~LocalServer() override;

    /** Ends in ready() or stopped(). Does nothing while it starts or runs. */
    void start();

    /** Lets requests in flight finish, at most \a patience; ends without stopped(). */
    void stop(std::chrono::milliseconds patience = std::chrono::seconds(3));

    /** No ready line for this long: the start has failed. */
    void setStartTimeout(std::chrono::milliseconds timeout) { m_startTimer.setInterval(timeout); }

    qint64 processId() const { return m_process.processId(); }

Q_SIGNALS:
    void ready(const QUrl &baseUrl, const keydesk::client::AccessToken &ownerToken);

    /** Before ready(): ServerNotStarted, ServerSilent or AnswerNotUnderstood; after it
     *  ServerUnreachable. The detail is the last line that the server wrote, or empty. */
    void stopped(const keydesk::Problem &why);

private:
    void readOutput();
    void readErrors();
    void onFinished();
    void fail(ProblemCode code, const QString &detail);
    QString lastWords() const;

    QString m_program;
    QString m_databasePath;
    QProcess m_process;
    QTimer m_startTimer;
    QByteArray m_readyLine;
    QByteArray m_lastError;
    bool m_isReady = false;
    bool m_isStopping = false;
};

} // namespace keydesk::client
