// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/AccessToken.h"
#include "client/AnswerParser.h"
#include "client/Authoriser.h"
#include "client/SecretText.h"

#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <chrono>
#include <memory>
#include <utility>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;
class QSslCertificate;

namespace keydesk::client {

class AnswerStream;

/**
 * One backend over HTTP: the only place that makes requests. Lives in the thread that made it;
 * futures finish in that thread's event loop, each exactly once, also when the client goes first.
 *
 * It goes through the desktop's proxies, but never through one to this computer. A certificate that
 * does not verify ends the request before anything is sent; there is no way to ignore that.
 */
class RestClient : public QObject
{
    Q_OBJECT

public:
    enum class Method { Get, Post, Patch, Delete };
    Q_ENUM(Method)

    struct Request
    {
        Method method = Method::Get;
        QString path; ///< below the backend's URL, encoded, e.g. "/admin/v1/me"
        std::optional<QJsonObject> body = {};
        QList<std::pair<QByteArray, QByteArray>> headers = {};
        /** JSON in place of body, with a password or a token in it. Wiped with its last owner,
         * which is the reply. It leaves this computer at most once. For Post and Patch. */
        std::shared_ptr<const SecretText> secretBody = {};
        /** In place of the backend's; an empty one is not sent, nor is any other. */
        std::optional<AccessToken> token = {};
    };

    /** An answer longer than this is given up: no answer of Keydesk's comes near it. */
    static constexpr qint64 answerLimit = 4LL * 1024 * 1024;

    explicit RestClient(QObject *parent = nullptr);
    ~RestClient() override;

    /** From now on requests go there. What is under way still ends at the backend before. */
    void setBackend(const QUrl &baseUrl, const AccessToken &token);
    /** As above, with tokens of \a authoriser's. Once that is gone, requests have none. */
    void setAuthorisedBackend(const QUrl &baseUrl, Authoriser &authoriser);
    const QUrl &baseUrl() const { return m_backend.url; }

    /**
     * Trusts the certificates in \a pem as well as the system's, for all that is sent from now on;
     * an empty one: the system's only. False, and nothing is changed, if there is none in it.
     */
    bool setCertificateAuthority(const QByteArray &pem);

    /** No answer for this long: ProblemCode::ServerSilent. */
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

    /**
     * Any HTTP answer but a redirect is a value here, whatever its status. Problems: HostNotFound,
     * ServerUnreachable, ServerSilent, CertificateRejected, Redirected (never followed),
     * AnswerNotUnderstood (too long), and those of the authoriser. Where Problem::notSent is true
     * the request was not carried out.
     */
    QFuture<Result<Answer>> send(const Request &request);

    /**
     * For an answer that goes on, such as a stream of events. It has no time-out, and as long as it
     * is there it holds one of the six connections that Qt makes to a server.
     */
    std::unique_ptr<AnswerStream> stream(const Request &request);

private:
    struct Backend
    {
        QUrl url;
        AccessToken token = {};
        QPointer<Authoriser> authoriser = {};
    };

    QFuture<Result<Answer>> sendOnce(const Request &request, const QUrl &baseUrl,
                                     const AccessToken &token);
    QNetworkRequest prepare(const Request &request, const QUrl &baseUrl,
                            const AccessToken &token) const;
    void streamAuthorised(const Request &request, AnswerStream *stream);
    QNetworkRequest prepareStream(const Request &request, const QUrl &baseUrl,
                                  const AccessToken &token) const;
    QNetworkReply *dispatch(const Request &request, QNetworkRequest &prepared);
    QNetworkReply *dispatchSecret(const Request &request, QNetworkRequest &prepared);

    std::unique_ptr<QNetworkAccessManager> m_network;
    Backend m_backend;
    QList<QSslCertificate> m_authorities;
    std::chrono::milliseconds m_timeout = std::chrono::seconds(20);
};

} // namespace keydesk::client
