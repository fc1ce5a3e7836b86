// SPDX-License-Identifier: Apache-2.0
#include "client/EventStream.h"

#include "client/AnswerStream.h"
#include "client/RestClient.h"

#include <utility>

namespace keydesk::client {

using namespace Qt::StringLiterals;

EventStream::EventStream(RestClient &rest, QString platformId, Backoff::Timing timing,
                         QObject *parent)
    : QObject(parent)
    , m_rest(rest)
    , m_platformId(std::move(platformId))
    , m_backoff(std::move(timing))
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(std::chrono::seconds(45));
    connect(&m_silence, &QTimer::timeout, this,
            [this] { lose({.code = ProblemCode::ServerSilent, .detail = u"no heartbeat"_s}); });
    connect(&m_backoff, &Backoff::due, this, &EventStream::connectNow);
}

EventStream::~EventStream()
{
    disconnectNow();
}

void EventStream::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    m_isTokenRefused = false;
    connectNow();
}

void EventStream::stop()
{
    m_isStarted = false;
    m_backoff.cancel();
    m_backoff.reset();
    disconnectNow();
}

void EventStream::tryNow()
{
    if (!m_isStarted)
        return;
    disconnectNow();
    connectNow();
}

void EventStream::connectNow()
{
    m_backoff.cancel();
    m_parser = EventParser();
    RestClient::Request request{.path = u"/admin/v1/platforms/"_s + m_platformId + u"/events"_s,
                                .headers = {{"Accept", "text/event-stream"}}};
    if (!m_lastId.isEmpty())
        request.headers.append({"Last-Event-ID", m_lastId});
    m_answer = m_rest.stream(request).release();
    connect(m_answer, &AnswerStream::received, this, &EventStream::hear);
    connect(m_answer, &AnswerStream::finished, this, &EventStream::lose);
    m_silence.start();
}

void EventStream::disconnectNow()
{
    m_isConnected = false;
    m_silence.stop();
    if (AnswerStream *answer = std::exchange(m_answer, nullptr)) {
        answer->disconnect(this);
        answer->deleteLater();
    }
}

void EventStream::hear(const QByteArray &bytes)
{
    m_silence.start();
    const auto news = m_parser.read(bytes);
    if (!news)
        return lose(news.error());
    if (!news->isTalking)
        return;
    // A server that takes connections and cuts them at once does not count as one that works.
    if (m_isConnected)
        m_backoff.reset();
    else
        onBegun(news->firstId);
    for (const ServerEvent &event : news->events) {
        if (!m_isConnected) // A slot has stopped it.
            return;
        m_lastId = event.id;
        tell(event);
    }
    if (!m_isConnected)
        return;
    m_lastId = m_parser.lastId();
    Q_EMIT heartbeat();
}

// The first block is the place where the stream begins: the one that was asked for, or the end if
// the server does not know that, because its database is another one.
void EventStream::onBegun(const QByteArray &place)
{
    m_isConnected = true;
    m_isTokenRefused = false;
    if (const auto retry = m_parser.retry())
        m_backoff.setBase(*retry);
    const bool goesOn = !m_lastId.isEmpty() && place == m_lastId;
    Q_EMIT connected();
    if (!goesOn && m_isConnected)
        Q_EMIT missed();
}

void EventStream::tell(const ServerEvent &serverEvent)
{
    const auto signal = serverEvent.type == "key.created"   ? &EventStream::created
                        : serverEvent.type == "key.updated" ? &EventStream::updated
                        : serverEvent.type == "key.revoked" ? &EventStream::revoked
                                                            : nullptr;
    if (!signal) // of a newer server
        return;
    const auto event = keyEventFromJson(serverEvent.data);
    if (event)
        Q_EMIT(this->*signal)(*event);
    else
        Q_EMIT missed();
}

void EventStream::lose(const Problem &problem)
{
    disconnectNow();
    if (isFinal(problem)) {
        stop();
        Q_EMIT refused(problem);
        return;
    }
    m_backoff.wait(problem.retryAfter);
    Q_EMIT interrupted(problem);
}

bool EventStream::isFinal(const Problem &problem)
{
    // The next try may have a new token.
    if (problem.code == ProblemCode::TokenInvalid)
        return std::exchange(m_isTokenRefused, true);
    return problem.code == ProblemCode::RoleRequired || problem.code == ProblemCode::NotFound;
}

} // namespace keydesk::client
