// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"
#include "server/http/Problems.h"

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace keydesk::server {

// JSON (RFC 8259) that may hold a secret, read into memory that is wiped, as UTF-8: a document of
// Qt's or of Boost's would leave copies of a password behind.

/** The name of a member, and its value if that is a text. */
using SecretMember = std::pair<Bytes, std::optional<Bytes>>;

/**
 * The members of an object, at most 32, each with a name of its own. Error: RequestMalformed, also
 * for what is nested more than 32 deep.
 */
Outcome<std::vector<SecretMember>> readSecretJson(std::string_view text);

/**
 * The values of an object whose members are texts, each of \a names exactly once and no other; in
 * the order of \a names. Error: RequestMalformed.
 */
Outcome<std::vector<Bytes>> readSecretTexts(std::string_view text,
                                            std::span<const std::string_view> names);

} // namespace keydesk::server
