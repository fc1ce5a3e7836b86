// SPDX-License-Identifier: Apache-2.0
#include "client/RestClient.h"

#include "client/AnswerStream.h"
#include "client/AuthorisedCall.h"
#include "client/Exchange.h"
#include "client/SecretBody.h"
#include "client/SystemProxies.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

QSslConfiguration trusting(const QList<QSslCertificate> &authorities)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + authorities);
    return configuration;
}

} // namespace

RestClient::RestClient(QObject *parent)
    : QObject(parent)
    , m_network(std::make_unique<QNetworkAccessManager>())
{
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    // Here, and not for the whole application: nothing else in it makes connections.
    m_network->setProxyFactory(new SystemProxies); // owned by the manager
}

// The calls first: they still need what the members hold.
RestClient::~RestClient()
{
    qDeleteAll(findChildren<QObject *>(Qt::FindDirectChildrenOnly));
}

void RestClient::setBackend(const QUrl &baseUrl, const AccessToken &token)
{
    m_backend = {.url = baseUrl, .token = token};
}

void RestClient::setAuthorisedBackend(const QUrl &baseUrl, Authoriser &authoriser)
{
    m_backend = {.url = baseUrl, .authoriser = &authoriser};
}

bool RestClient::setCertificateAuthority(const QByteArray &pem)
{
    // Without one, nothing is asked of the TLS library, which takes milliseconds to load.
    const auto authorities =
        pem.isEmpty() ? QList<QSslCertificate>() : QSslCertificate::fromData(pem, QSsl::Pem);
    if (authorities.isEmpty() && !pem.isEmpty())
        return false;
    m_authorities = authorities;
    m_network->clearConnectionCache(); // an open connection was made on the trust before
    return true;
}

QFuture<Result<Answer>> RestClient::send(const Request &request)
{
    if (request.token)
        return sendOnce(request, m_backend.url, *request.token);
    if (!m_backend.authoriser)
        return sendOnce(request, m_backend.url, m_backend.token);
    // The URL is kept: a token must not go to the backend that is set while it is waited for.
    auto *call = new AuthorisedCall(
        *m_backend.authoriser,
        [this, request, url = m_backend.url](const AccessToken &token) {
            return sendOnce(request, url, token);
        },
        this);
    auto future = call->future();
    call->start();
    return future;
}

QFuture<Result<Answer>> RestClient::sendOnce(const Request &request, const QUrl &baseUrl,
                                             const AccessToken &token)
{
    QNetworkRequest prepared = prepare(request, baseUrl, token);
    QNetworkReply *reply = dispatch(request, prepared);
    // The reply owns the exchange and m_network the reply, so neither outlives this client.
    auto again = [this, request, prepared]() mutable { return dispatch(request, prepared); };
    return (new Exchange(reply, std::move(again)))->future();
}

std::unique_ptr<AnswerStream> RestClient::stream(const Request &request)
{
    auto stream = std::make_unique<AnswerStream>();
    if (m_backend.authoriser) {
        streamAuthorised(request, stream.get());
    } else {
        QNetworkRequest prepared = prepareStream(request, m_backend.url, m_backend.token);
        stream->begin(dispatch(request, prepared));
    }
    return stream;
}

void RestClient::streamAuthorised(const Request &request, AnswerStream *stream)
{
    const QPointer authoriser = m_backend.authoriser;
    const auto begin = [this, request, stream, authoriser,
                        url = m_backend.url](const Result<AccessToken> &token) {
        if (!token)
            return stream->fail(token.error());
        connect(stream, &AnswerStream::finished, authoriser,
                [authoriser, token = *token](const Problem &problem) {
                    if (problem.code == ProblemCode::TokenInvalid)
                        authoriser->onTokenRefused(token);
                });
        QNetworkRequest prepared = prepareStream(request, url, *token);
        stream->begin(dispatch(request, prepared));
    };
    authoriser->accessToken().then(stream, [guarded = QPointer(this), stream,
                                            begin](const Result<AccessToken> &token) {
        if (guarded)
            begin(token);
        else
            stream->fail({.code = ProblemCode::ServerUnreachable});
    });
}

QNetworkRequest RestClient::prepareStream(const Request &request, const QUrl &baseUrl,
                                          const AccessToken &token) const
{
    QNetworkRequest prepared = prepare(request, baseUrl, token);
    prepared.setTransferTimeout(0);
    return prepared;
}

QNetworkRequest RestClient::prepare(const Request &request, const QUrl &baseUrl,
                                    const AccessToken &token) const
{
    QUrl url = baseUrl;
    const QUrl relative(request.path, QUrl::StrictMode);
    url.setPath(relative.path(QUrl::FullyEncoded), QUrl::StrictMode);
    url.setQuery(relative.query(QUrl::FullyEncoded), QUrl::StrictMode);
    QNetworkRequest prepared(url);
    prepared.setTransferTimeout(static_cast<int>(m_timeout.count()));
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    if (!m_authorities.isEmpty())
        prepared.setSslConfiguration(trusting(m_authorities));
    prepared.setRawHeader("Accept", "application/json, application/problem+json");
    // Qt would unpack what is compressed in this thread, and a short answer may be a very long one.
    // Also, what is compressed on the way may be held back until there is enough of it.
    prepared.setRawHeader("Accept-Encoding", "identity");
    prepared.setRawHeader("User-Agent", "keydesk/" KEYDESK_VERSION);
    if (!token.isEmpty())
        prepared.setRawHeader("Authorization", token.headerValue());
    if (request.body || request.secretBody)
        prepared.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value);
    return prepared;
}

QNetworkReply *RestClient::dispatch(const Request &request, QNetworkRequest &prepared)
{
    if (request.secretBody)
        return dispatchSecret(request, prepared);
    const QByteArray body =
        request.body ? QJsonDocument(*request.body).toJson(QJsonDocument::Compact) : QByteArray();
    switch (request.method) {
    case Method::Get:
        return m_network->get(prepared);
    case Method::Post:
        // Of a body without bytes Qt does not say that it was sent.
        return body.isEmpty() ? m_network->sendCustomRequest(prepared, "POST")
                              : m_network->post(prepared, body);
    case Method::Patch:
        return m_network->sendCustomRequest(prepared, "PATCH", body);
    case Method::Delete:
        return m_network->deleteResource(prepared);
    }
    Q_UNREACHABLE();
}

QNetworkReply *RestClient::dispatchSecret(const Request &request, QNetworkRequest &prepared)
{
    // With its length known, Qt reads the body as it sends it, and makes no copy of the whole.
    prepared.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    prepared.setHeader(QNetworkRequest::ContentLengthHeader, request.secretBody->view().size());
    const QByteArray verb = request.method == Method::Patch ? "PATCH" : "POST";
    auto body = std::make_unique<SecretBody>(request.secretBody);
    QNetworkReply *reply = m_network->sendCustomRequest(prepared, verb, body.get());
    body.release()->setParent(reply);
    return reply;
}

} // namespace keydesk::client
