// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/AnswerParser.h"

#include <QFuture>
#include <QPromise>

#include <chrono>
#include <optional>

class QNetworkReply;
class QSslError;

namespace keydesk::client {

/** What the header Retry-After says, if it says it in seconds. */
std::optional<std::chrono::seconds> retryAfter(const QNetworkReply &reply);

/**
 * Reads one reply to its end and fulfils its future once, whatever happens to the reply. Owned by
 * the reply, which it deletes when it has finished.
 */
class Exchange : public QObject
{
public:
    explicit Exchange(QNetworkReply *reply);
    ~Exchange() override;

    QFuture<Result<Answer>> future() const { return m_promise.future(); }

private:
    void read();
    void finish();
    void refuseCertificate(const QList<QSslError> &errors);
    std::optional<Problem> problem(int status) const;
    Problem networkProblem() const;
    Problem redirected(int status) const;
    bool isCutShort() const;
    void fulfil(Result<Answer> result);

    QNetworkReply *m_reply;
    QPromise<Result<Answer>> m_promise;
    std::shared_ptr<QByteArray> m_body = std::make_shared<QByteArray>();
    std::optional<Problem> m_certificateProblem;
    bool m_isSent = false;
    bool m_tooLong = false;
    bool m_fulfilled = false;
};

} // namespace keydesk::client
