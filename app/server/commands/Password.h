// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace keydesk::server {

/**
 * Reads a password from stdin up to its end (at a terminal: one line, which is not shown) and gives
 * its Argon2id hash; nothing for an empty one. The password itself is wiped. Throws
 * std::runtime_error for more than 1,024 bytes.
 */
std::optional<QString> readPasswordHash();

} // namespace keydesk::server
