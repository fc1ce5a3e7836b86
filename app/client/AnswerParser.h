// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretText.h"
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
    QByteArray link = {}; ///< the Link header (RFC 8288), empty if there is none
};

/**
 * The answer's JSON object if the status is 2xx; else the problem that the server named (RFC 9457),
 * or AnswerNotUnderstood for whatever is not one of Keydesk's answers.
 */
Result<QJsonObject> objectFrom(const Answer &answer);

/** Nothing if the status is 2xx, or the problem as above. */
std::optional<Problem> refusalIn(const Answer &answer);

/**
 * Done if the status is 204, which is how Keydesk says that something is done, or the problem as
 * above. Any other 2xx is AnswerNotUnderstood: a network that wants a person to sign in to it
 * answers every request with 200 and a page.
 */
Result<Done> doneFrom(const Answer &answer);

/**
 * Takes the text member \a name out of \a body, whose bytes there are overwritten, so that no JSON
 * parser copies them. For a text without escapes, as secrets and tokens are.
 */
Result<SecretText> takeText(QByteArray &body, QByteArrayView name);

/** Takes the member "secret" out of \a body as an ApiKeySecret, as above. */
Result<ApiKeySecret> takeSecret(QByteArray &body);

} // namespace keydesk::client
