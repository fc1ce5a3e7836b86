// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"
#include "server/http/Request.h"
#include "server/http/Response.h"
#include "server/store/KeyLedger.h"

#include <chrono>
#include <vector>

namespace keydesk::server {

/** The old key can work on for seven days at most. */
inline constexpr std::chrono::seconds longestOverlap = std::chrono::hours(7 * 24);
/** How many keys one request can name. */
inline constexpr qsizetype mostIds = 100;
inline constexpr qsizetype mostHashes = 500;

/** The body, and If-Match. Errors: MediaTypeUnsupported, RequestMalformed, LabelInvalid,
 *  ExpiryInvalid. */
Outcome<KeyChange> readKeyChange(const Request &request);

/** The member overlapSeconds. Errors: MediaTypeUnsupported, RequestMalformed. */
Outcome<std::chrono::seconds> readOverlap(const Request &request);

/** The member ids, each once. Errors: MediaTypeUnsupported, RequestMalformed. */
Outcome<QStringList> readIds(const Request &request);

/** The member sha256: hashes as hex, each once. Errors: MediaTypeUnsupported, RequestMalformed. */
Outcome<std::vector<Sha256>> readHashes(const Request &request);

} // namespace keydesk::server
