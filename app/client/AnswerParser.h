// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "keys/Problem.h"

#include <QByteArray>
#include <QJsonObject>

#include <memory>
#include <optional>

namespace keydesk::client {

/** The server's reply, read to its end. */
struct Answer
{
    int status = 0;
    QByteArray contentType = {}; ///< lower case, without parameters
    /** JSON, at most RestClient::answerLimit bytes, never null. Shared by all copies on purpose:
     *  what takes a secret out of it takes it out of every copy that a future still keeps. */
    std::shared_ptr<QByteArray> body = std::make_shared<QByteArray>();
    std::optional<std::chrono::seconds> retryAfter = {};
};

/**
 * The answer's JSON object if the status is 2xx; else the problem that the server named (RFC 9457),
 * or AnswerNotUnderstood for whatever is not one of Keydesk's answers.
 */
Result<QJsonObject> objectFrom(const Answer &answer);

/** Success without a body worth reading, or the problem as above. */
Result<Done> doneFrom(const Answer &answer);

/**
 * Takes the member "secret" out of \a body: the text becomes an ApiKeySecret, the bytes in \a body
 * are overwritten, so that no JSON parser copies them.
 */
Result<ApiKeySecret> takeSecret(QByteArray &body);

} // namespace keydesk::client
