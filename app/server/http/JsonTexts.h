// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"
#include "server/http/Problems.h"

#include <span>
#include <string_view>
#include <vector>

namespace keydesk::server {

/**
 * Reads a JSON object (RFC 8259) whose members are texts, each of \a names exactly once and no
 * other, into memory that is wiped: QJsonDocument would leave copies of a password behind. Gives
 * the values in the order of \a names, as UTF-8. Error: RequestMalformed.
 */
Outcome<std::vector<Bytes>> readJsonTexts(std::string_view json,
                                          std::span<const std::string_view> names);

} // namespace keydesk::server
