// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/IdempotencyKey.h"
#include "keys/KeyLabel.h"
#include "server/http/Request.h"
#include "server/http/Response.h"

#include <optional>

namespace keydesk::server {

/** What a client sends to make a key, found to be well formed. */
struct KeyInput
{
    IdempotencyKey idempotencyKey;
    KeyLabel label;
    std::optional<qint64> expiresAt; ///< perhaps not in the future
};

/**
 * Errors, in this order: MediaTypeUnsupported, IdempotencyKeyMissing, IdempotencyKeyInvalid,
 * RequestMalformed, LabelInvalid with its reason, ExpiryInvalid (not RFC 3339).
 */
Outcome<KeyInput> readKeyInput(const Request &request);

/** Errors: IdempotencyKeyMissing, IdempotencyKeyInvalid. */
Outcome<IdempotencyKey> readIdempotencyKey(const Request &request);
/** The member label. Errors: RequestMalformed, LabelInvalid with its reason. */
Outcome<KeyLabel> readLabel(const QJsonObject &object);
/** The member expiresAt; nothing for null. Errors: RequestMalformed, ExpiryInvalid. */
Outcome<std::optional<qint64>> readExpiry(const QJsonObject &object);

/** RequestMalformed with \a detail, which holds no input. */
tl::unexpected<Refusal> malformed(const QString &detail);

/** The body. Errors: MediaTypeUnsupported; RequestMalformed for what is not a JSON object. */
Outcome<QJsonObject> readJsonObject(const Request &request);
/** Error: RequestMalformed also for members that are not \a known. */
Outcome<QJsonObject> readJsonObject(const Request &request, const QStringList &known);

/**
 * Milliseconds since 1970; nothing if \a text is not a time as in RFC 3339, or, because of its
 * zone, in a year of UTC that could not be written so.
 */
std::optional<qint64> timeFromRfc3339(const QString &text);

} // namespace keydesk::server
