// SPDX-License-Identifier: Apache-2.0
#include "client/LocalServer.h"

#include <sodium.h>

#include <QJsonDocument>
#include <QJsonObject>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype readyLineLimit = 4096;
constexpr qsizetype lastErrorLimit = 4096;

} // namespace

LocalServer::LocalServer(QString program, QString databasePath, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
    , m_databasePath(std::move(databasePath))
{
    m_startTimer.setSingleShot(true);
    m_startTimer.setInterval(std::chrono::seconds(15));
    connect(&m_startTimer, &QTimer::timeout, this, [this] {
        m_process.kill();
        fail(ProblemCode::ServerSilent, lastWords());
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &LocalServer::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &LocalServer::readErrors);
    connect(&m_process, &QProcess::finished, this, &LocalServer::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(ProblemCode::ServerNotStarted, m_process.errorString());
    });
}

LocalServer::~LocalServer()
{
    stop();
}

void LocalServer::start()
{
    if (m_process.state() != QProcess::NotRunning)
        return;
    m_isReady = false;
    m_isStopping = false;
    m_readyLine.clear();
    m_lastError.clear();
    m_startTimer.start();
    m_process.start(m_program, {u"serve"_s, u"--database"_s, u"sqlite:"_s + m_databasePath,
                                u"--listen"_s, u"127.0.0.1:0"_s, u"--parent-pipe"_s});
}

void LocalServer::stop(std::chrono::milliseconds patience)
{
    m_isStopping = true;
    m_startTimer.stop();
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(static_cast<int>(patience.count()))) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

void LocalServer::readOutput()
{
    const QByteArray output = m_process.readAllStandardOutput();
    if (m_isReady)
        return; // Nothing is promised after the ready line.
    m_readyLine += output;
    if (!m_readyLine.contains('\n')) {
        if (m_readyLine.size() > readyLineLimit)
            m_process.kill();
        return;
    }
    const QJsonObject line = QJsonDocument::fromJson(m_readyLine).object();
    sodium_memzero(m_readyLine.data(), static_cast<std::size_t>(m_readyLine.size()));
    const QUrl url(line.value(u"listening").toString(), QUrl::StrictMode);
    const AccessToken token(line.value(u"ownerToken").toString().toLatin1());
    if (!url.isValid() || token.isEmpty()) {
        m_process.kill();
        return fail(ProblemCode::AnswerNotUnderstood, lastWords());
    }
    m_isReady = true;
    m_startTimer.stop();
    Q_EMIT ready(url, token);
}

void LocalServer::readErrors()
{
    m_lastError += m_process.readAllStandardError();
    m_lastError = m_lastError.last(qMin(m_lastError.size(), lastErrorLimit));
}

void LocalServer::onFinished()
{
    readErrors();
    fail(m_isReady ? ProblemCode::ServerUnreachable : ProblemCode::ServerNotStarted, lastWords());
}

void LocalServer::fail(ProblemCode code, const QString &detail)
{
    // A failed start is told once, though the process ends after it as well.
    if (std::exchange(m_isStopping, true))
        return;
    m_startTimer.stop();
    Q_EMIT stopped({.code = code, .detail = detail});
}

QString LocalServer::lastWords() const
{
    return QString::fromUtf8(m_lastError.trimmed().split('\n').last());
}

} // namespace keydesk::client
