// SPDX-License-Identifier: Apache-2.0
#include "support/ServerProcess.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

namespace keydesk::testing {

using namespace Qt::StringLiterals;

ServerProcess::ServerProcess(const QString &databaseUrl)
    : m_databaseUrl(databaseUrl)
{
}

ServerProcess::~ServerProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    m_process.terminate();
    if (!m_process.waitForFinished(15'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString ServerProcess::program()
{
    return QStringLiteral(KEYDESK_SERVER_PROGRAM);
}

bool ServerProcess::start(const QStringList &moreArguments)
{
    return startWith(QStringList{u"--parent-pipe"_s} + moreArguments);
}

bool ServerProcess::startWithoutParent(const QStringList &moreArguments)
{
    return startWith(moreArguments);
}

bool ServerProcess::startWith(const QStringList &arguments)
{
    m_process.start(program(), QStringList{u"serve"_s, u"--database"_s, m_databaseUrl,
                                           u"--listen"_s, u"127.0.0.1:0"_s} +
                                   arguments);
    const QDeadlineTimer deadline(20'000);
    while (!m_process.canReadLine() && !deadline.hasExpired() &&
           m_process.state() != QProcess::NotRunning)
        m_process.waitForReadyRead(200);
    const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
    m_process.setReadChannel(QProcess::StandardError); // what log() waits for
    m_baseUrl = QUrl(line.value(u"listening"_s).toString(), QUrl::StrictMode);
    m_ownerToken = line.value(u"ownerToken"_s).toString().toLatin1();
    return m_baseUrl.isValid() && !m_baseUrl.isEmpty();
}

std::pair<QByteArray, QByteArray> ServerProcess::authorization() const
{
    return {"Authorization", "Bearer " + m_ownerToken};
}

void ServerProcess::closeStdin()
{
    m_process.closeWriteChannel();
}

void ServerProcess::terminate()
{
    m_process.terminate();
}

int ServerProcess::waitForExit(int timeout)
{
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(timeout))
        return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QByteArray ServerProcess::log()
{
    // Without an event loop, QProcess takes nothing from its pipes unless it is made to wait.
    while (m_process.waitForReadyRead(0)) {
    }
    m_log += m_process.readAllStandardError();
    return m_log;
}

ProgramRun runProgram(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(ServerProcess::program(), arguments);
    process.write(input);
    process.closeWriteChannel();
    ProgramRun run;
    if (process.waitForFinished(30'000) && process.exitStatus() == QProcess::NormalExit)
        run.exitCode = process.exitCode();
    run.output = process.readAllStandardOutput();
    run.errors = process.readAllStandardError();
    process.kill();
    process.waitForFinished();
    return run;
}

} // namespace keydesk::testing
