// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "keys/Problem.h"

#include <QFuture>
#include <QString>

#include <optional>

namespace keydesk::client {

class RestClient;

/** What the integration API said to a key. */
struct KeyTrial
{
    std::optional<qsizetype> users; ///< how many it gave; nothing: the key was refused
};

/**
 * One real call with the key, as an integration makes it: the platform's users, with the key in
 * the headers (GET /api/v1/users). The member's own token is not sent along. Problems: those of
 * the network, and AnswerNotUnderstood.
 */
QFuture<Result<KeyTrial>> tryKey(RestClient &rest, const QString &platformId,
                                 const ApiKeySecret &secret);

} // namespace keydesk::client
