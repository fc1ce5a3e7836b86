// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/AccessToken.h"
#include "client/AnswerParser.h"

#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>
#include <utility>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace keydesk::client {

/**
 * One backend over HTTP: the only place that makes requests. Lives in the thread that made it;
 * futures finish in that thread's event loop, each exactly once, also when the client goes first.
 */
class RestClient : public QObject
{
    Q_OBJECT

public:
    enum class Method { Get, Post, Delete };
    Q_ENUM(Method)

    struct Request
    {
        Method method = Method::Get;
        QString path; ///< below the backend's URL, encoded, e.g. "/admin/v1/me"
        std::optional<QJsonObject> body = {};
        QList<std::pair<QByteArray, QByteArray>> headers = {};
    };

    /** An answer longer than this is given up: no answer of Keydesk's comes near it. */
    static constexpr qint64 answerLimit = 4LL * 1024 * 1024;

    explicit RestClient(QObject *parent = nullptr);
    ~RestClient() override;

    /** From now on requests go there. What is under way still ends at the backend before. */
    void setBackend(const QUrl &baseUrl, const AccessToken &token);
    const QUrl &baseUrl() const { return m_baseUrl; }

    /** No answer for this long: ProblemCode::ServerSilent. */
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

    /**
     * Any HTTP answer is a value here, whatever its status. Problems: ServerUnreachable,
     * ServerSilent, AnswerNotUnderstood (too long). Redirects are answers, never followed.
     */
    QFuture<Result<Answer>> send(const Request &request);

private:
    QNetworkRequest prepare(const Request &request) const;
    QNetworkReply *dispatch(const Request &request, const QNetworkRequest &prepared);

    std::unique_ptr<QNetworkAccessManager> m_network;
    QUrl m_baseUrl;
    AccessToken m_token;
    std::chrono::milliseconds m_timeout = std::chrono::seconds(20);
};

} // namespace keydesk::client
