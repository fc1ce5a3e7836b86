// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/HttpClient.h"

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace keydesk::testing {

/** The real keydesk-server, serving a database on a port of its own. Ends with the object. */
class ServerProcess
{
public:
    explicit ServerProcess(const QString &databaseUrl);
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;
    ~ServerProcess();

    static QString program();

    /** Starts serve with --parent-pipe; false if no ready line came. */
    bool start(const QStringList &moreArguments = {});
    /** Starts serve on its own, as a service would. */
    bool startWithoutParent(const QStringList &moreArguments = {});

    QUrl baseUrl() const { return m_baseUrl; }
    HttpClient http() const { return HttpClient(m_baseUrl); }
    QByteArray ownerToken() const { return m_ownerToken; }
    /** The Authorization header of the local owner. */
    std::pair<QByteArray, QByteArray> authorization() const;

    void closeStdin();
    void terminate();
    /** The exit code; -1 if it crashed or did not end in time. */
    int waitForExit(int timeout = 15'000);
    QProcess &process() { return m_process; }
    /**
     * All that it wrote on stderr so far: what a request is warned of stands there before its
     * answer, and a request's own line before the answer to the next one.
     */
    QByteArray log();

private:
    bool startWith(const QStringList &arguments);

    QString m_databaseUrl;
    QProcess m_process;
    QUrl m_baseUrl;
    QByteArray m_ownerToken;
    QByteArray m_log;
};

/** A run of the program that ends by itself. */
struct ProgramRun
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

ProgramRun runProgram(const QStringList &arguments, const QByteArray &input = {});

} // namespace keydesk::testing
