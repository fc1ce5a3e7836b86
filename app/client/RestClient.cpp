// SPDX-License-Identifier: Apache-2.0
#include "client/RestClient.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

bool isLoopback(const QUrl &url)
{
    return url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback();
}

std::optional<std::chrono::seconds> retryAfter(const QNetworkReply &reply)
{
    bool isNumber = false;
    const int seconds = reply.rawHeader("Retry-After").toInt(&isNumber);
    if (!isNumber || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds(seconds);
}

Problem networkProblem(const QNetworkReply &reply)
{
    // Qt reports its transfer time-out as a cancelled operation.
    const bool silent = reply.error() == QNetworkReply::OperationCanceledError ||
                        reply.error() == QNetworkReply::TimeoutError;
    return {.code = silent ? ProblemCode::ServerSilent : ProblemCode::ServerUnreachable,
            .detail = reply.errorString()};
}

/** Reads one reply to its end and fulfils the promise once, whatever happens to the reply. */
class Exchange : public QObject
{
public:
    explicit Exchange(QNetworkReply *reply)
        : QObject(reply)
        , m_reply(reply)
    {
        m_promise.start();
        connect(reply, &QNetworkReply::readyRead, this, &Exchange::read);
        connect(reply, &QNetworkReply::finished, this, &Exchange::finish);
    }

    ~Exchange() override
    {
        // Nobody waits for ever, whoever went first. The reply is half destroyed: do not ask it.
        if (!m_fulfilled)
            fulfil(tl::unexpected(Problem{.code = ProblemCode::ServerUnreachable}));
    }

    QFuture<Result<Answer>> future() const { return m_promise.future(); }

private:
    void read()
    {
        if (m_body->size() + m_reply->bytesAvailable() > RestClient::answerLimit) {
            m_tooLong = true;
            m_reply->abort();
            return;
        }
        *m_body += m_reply->readAll();
    }

    void finish()
    {
        m_reply->deleteLater();
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (m_tooLong)
            return fulfil(tl::unexpected(answerNotUnderstood(u"the answer is too long"_s)));
        if (status == 0 || isCutShort())
            return fulfil(tl::unexpected(networkProblem(*m_reply)));
        *m_body += m_reply->readAll();
        const QByteArray type = m_reply->rawHeader("Content-Type");
        fulfil(Answer{.status = status,
                      .contentType = type.split(';').first().trimmed().toLower(),
                      .body = m_body,
                      .retryAfter = retryAfter(*m_reply)});
    }

    // A status came, but not the whole body. (A 4xx or 5xx is an error to Qt too, but complete.)
    bool isCutShort() const
    {
        const auto error = m_reply->error();
        return error != QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied;
    }

    void fulfil(Result<Answer> result)
    {
        m_fulfilled = true;
        m_promise.addResult(std::move(result));
        m_promise.finish();
    }

    QNetworkReply *m_reply;
    QPromise<Result<Answer>> m_promise;
    std::shared_ptr<QByteArray> m_body = std::make_shared<QByteArray>();
    bool m_tooLong = false;
    bool m_fulfilled = false;
};

} // namespace

RestClient::RestClient(QObject *parent)
    : QObject(parent)
    , m_network(std::make_unique<QNetworkAccessManager>())
{
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

RestClient::~RestClient() = default;

void RestClient::setBackend(const QUrl &baseUrl, const AccessToken &token)
{
    m_baseUrl = baseUrl;
    m_token = token;
    m_network->setProxy(isLoopback(baseUrl) ? QNetworkProxy::NoProxy : QNetworkProxy::DefaultProxy);
}

QFuture<Result<Answer>> RestClient::send(const Request &request)
{
    return (new Exchange(dispatch(request, prepare(request))))->future();
}

QNetworkRequest RestClient::prepare(const Request &request) const
{
    QUrl url = m_baseUrl;
    const QUrl relative(request.path, QUrl::StrictMode);
    url.setPath(relative.path(QUrl::FullyEncoded), QUrl::StrictMode);
    url.setQuery(relative.query(QUrl::FullyEncoded), QUrl::StrictMode);
    QNetworkRequest prepared(url);
    prepared.setTransferTimeout(static_cast<int>(m_timeout.count()));
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    prepared.setRawHeader("Accept", "application/json, application/problem+json");
    prepared.setRawHeader("User-Agent", "keydesk/" KEYDESK_VERSION);
    if (!m_token.isEmpty())
        prepared.setRawHeader("Authorization", m_token.headerValue());
    if (request.body)
        prepared.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value);
    return prepared;
}

QNetworkReply *RestClient::dispatch(const Request &request, const QNetworkRequest &prepared)
{
    const QByteArray body =
        request.body ? QJsonDocument(*request.body).toJson(QJsonDocument::Compact) : QByteArray();
    switch (request.method) {
    case Method::Get:
        return m_network->get(prepared);
    case Method::Post:
        return m_network->post(prepared, body);
    case Method::Delete:
        return m_network->deleteResource(prepared);
    }
    Q_UNREACHABLE();
}

} // namespace keydesk::client
