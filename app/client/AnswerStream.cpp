// SPDX-License-Identifier: Apache-2.0
#include "client/AnswerStream.h"

#include "client/AnswerParser.h"
#include "client/Exchange.h"

#include <QNetworkReply>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype refusalLimit = 64LL * 1024;

QByteArray contentType(const QNetworkReply &reply)
{
    return reply.rawHeader("Content-Type").split(';').first().trimmed().toLower();
}

} // namespace

AnswerStream::~AnswerStream()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

void AnswerStream::begin(QNetworkReply *reply)
{
    m_reply = reply;
    connect(reply, &QNetworkReply::readyRead, this, &AnswerStream::read);
    connect(reply, &QNetworkReply::finished, this, &AnswerStream::finish);
    connect(reply, &QObject::destroyed, this, [this] {
        Q_EMIT finished({.code = ProblemCode::ServerUnreachable, .detail = u"the client went"_s});
    });
}

void AnswerStream::fail(const Problem &problem)
{
    QMetaObject::invokeMethod(
        this, [this, problem] { Q_EMIT finished(problem); }, Qt::QueuedConnection);
}

int AnswerStream::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool AnswerStream::isEventStream() const
{
    return status() == 200 && contentType(*m_reply) == "text/event-stream";
}

void AnswerStream::read()
{
    const QByteArray bytes = m_reply->readAll();
    if (isEventStream())
        Q_EMIT received(bytes);
    else if (m_refusal.size() + bytes.size() <= refusalLimit)
        m_refusal += bytes;
    else
        m_reply->abort();
}

void AnswerStream::finish()
{
    m_reply->disconnect(this);
    if (m_reply->bytesAvailable() > 0)
        read();
    const Problem problem = refusal();
    m_reply->deleteLater();
    Q_EMIT finished(problem);
}

Problem AnswerStream::refusal() const
{
    if (status() == 0 || isEventStream())
        return {.code = ProblemCode::ServerUnreachable, .detail = m_reply->errorString()};
    const auto refusal = refusalIn({.status = status(),
                                    .contentType = contentType(*m_reply),
                                    .body = std::make_shared<QByteArray>(m_refusal),
                                    .retryAfter = retryAfter(*m_reply)});
    return refusal ? *refusal : answerNotUnderstood(u"Content-Type"_s);
}

} // namespace keydesk::client
