// SPDX-License-Identifier: Apache-2.0
#include "client/Exchange.h"

#include "client/RestClient.h"

#include <QCryptographicHash>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <utility>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

ProblemCode codeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::OperationCanceledError: // so Qt calls its transfer time-out
    case QNetworkReply::TimeoutError:
        return ProblemCode::ServerSilent;
    case QNetworkReply::HostNotFoundError:
        return ProblemCode::HostNotFound;
    default:
        return ProblemCode::ServerUnreachable;
    }
}

} // namespace

std::optional<std::chrono::seconds> retryAfter(const QNetworkReply &reply)
{
    bool isNumber = false;
    const int seconds = reply.rawHeader("Retry-After").toInt(&isNumber);
    if (!isNumber || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds(seconds);
}

Exchange::Exchange(QNetworkReply *reply, std::function<QNetworkReply *()> again)
    : m_again(std::move(again))
{
    m_promise.start();
    follow(reply);
}

void Exchange::follow(QNetworkReply *reply)
{
    m_reply = reply;
    setParent(reply);
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::read);
    connect(reply, &QNetworkReply::requestSent, this, [this] { m_isSent = true; });
    connect(reply, &QNetworkReply::sslErrors, this, &Exchange::refuseCertificate);
    connect(reply, &QNetworkReply::finished, this, &Exchange::finish);
}

Exchange::~Exchange()
{
    // Nobody waits for ever, whoever went first. The reply is half destroyed: do not ask it.
    if (!m_fulfilled)
        fulfil(tl::unexpected(Problem{.code = ProblemCode::ServerUnreachable}));
}

void Exchange::read()
{
    if (m_body->size() + m_reply->bytesAvailable() > RestClient::answerLimit) {
        m_tooLong = true;
        m_reply->abort();
        return;
    }
    *m_body += m_reply->readAll();
}

// Only to say why: nothing is ignored, so Qt ends the connection before the request is sent.
void Exchange::refuseCertificate(const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons.append(error.errorString());
    const QSslCertificate leaf = m_reply->sslConfiguration().peerCertificate();
    m_certificateProblem = {.code = ProblemCode::CertificateRejected,
                            .detail = reasons.join(u"; "_s),
                            .reason = reasons.value(0),
                            .notSent = true,
                            .fingerprint = leaf.digest(QCryptographicHash::Sha256)};
}

void Exchange::finish()
{
    m_reply->deleteLater();
    if (hasToRepeat() && m_repeatsLeft-- > 0)
        return follow(m_again());
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (auto why = problem(status))
        return fulfil(tl::unexpected(*std::move(why)));
    *m_body += m_reply->readAll();
    const QByteArray type = m_reply->rawHeader("Content-Type");
    fulfil(Answer{.status = status,
                  .contentType = type.split(';').first().trimmed().toLower(),
                  .body = m_body,
                  .retryAfter = retryAfter(*m_reply),
                  .link = m_reply->rawHeader("Link")});
}

bool Exchange::hasToRepeat() const
{
    return m_reply->error() == QNetworkReply::ContentReSendError && !m_isSent;
}

std::optional<Problem> Exchange::problem(int status) const
{
    if (m_tooLong)
        return Problem{.code = ProblemCode::AnswerNotUnderstood,
                       .detail = u"the answer is too long"_s};
    if (m_certificateProblem)
        return m_certificateProblem;
    if (status == 0 || isCutShort())
        return networkProblem();
    if (status >= 300 && status < 400)
        return redirected(status);
    return std::nullopt;
}

Problem Exchange::networkProblem() const
{
    return {
        .code = codeOf(m_reply->error()), .detail = m_reply->errorString(), .notSent = !m_isSent};
}

// The host says enough, if it is another one. Otherwise what differs is the scheme, port or path.
Problem Exchange::redirected(int status) const
{
    const QUrl location = QUrl::fromEncoded(m_reply->rawHeader("Location"));
    const QUrl target = m_reply->url().resolved(location);
    const bool isSameHost = target.host() == m_reply->url().host();
    return {.code = ProblemCode::Redirected,
            .detail = isSameHost ? target.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery |
                                                          QUrl::RemoveFragment)
                                 : target.host(),
            .status = status};
}

// A status came, but not the whole body. (A 4xx or 5xx is an error to Qt too, but complete.)
bool Exchange::isCutShort() const
{
    const auto error = m_reply->error();
    return error != QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied;
}

void Exchange::fulfil(Result<Answer> result)
{
    m_fulfilled = true;
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace keydesk::client
