// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/AnswerParser.h"

#include <QFuture>
#include <QPromise>

#include <chrono>
#include <functional>
#include <optional>

class QNetworkReply;
class QSslError;

namespace keydesk::client {

/** What the header Retry-After says, if it says it in seconds. */
std::optional<std::chrono::seconds> retryAfter(const QNetworkReply &reply);

/**
 * Reads one reply to its end and fulfils its future once, whatever happens to the reply. Owned by
 * the reply, which it deletes when it has finished.
 *
 * A server may close a connection that was kept open at the moment in which it is used again. Qt
 * then sends the request over another one, but cannot where the body can be read only once
 * (SecretBody). Such a request is made anew here, if nothing of it had left (RFC 9112, 9.3.1: a
 * client may, if it knows that the request was not applied).
 */
class Exchange : public QObject
{
public:
    /** \a again makes the same request anew. It lives as long as the exchange. */
    Exchange(QNetworkReply *reply, std::function<QNetworkReply *()> again);
    ~Exchange() override;

    QFuture<Result<Answer>> future() const { return m_promise.future(); }

private:
    void follow(QNetworkReply *reply);
    bool hasToRepeat() const;
    void read();
    void finish();
    void refuseCertificate(const QList<QSslError> &errors);
    std::optional<Problem> problem(int status) const;
    Problem networkProblem() const;
    Problem redirected(int status) const;
    bool isCutShort() const;
    void fulfil(Result<Answer> result);

    QNetworkReply *m_reply = nullptr;
    std::function<QNetworkReply *()> m_again;
    int m_repeatsLeft = 3; ///< as Qt's own: a dead connection can be met more than once
    QPromise<Result<Answer>> m_promise;
    std::shared_ptr<QByteArray> m_body = std::make_shared<QByteArray>();
    std::optional<Problem> m_certificateProblem;
    bool m_isSent = false;
    bool m_tooLong = false;
    bool m_fulfilled = false;
};

} // namespace keydesk::client
