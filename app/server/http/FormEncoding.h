// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace keydesk::server {

/** Of ASCII: what belongs into no text that came over HTTP. */
bool isControl(char c);

/** What a plus sign stands for: itself in a path, a space in a query and in a form. */
enum class Plus { IsPlus, IsSpace };

/** Nothing for escapes that are cut off, NUL and control characters, and what is not UTF-8. */
std::optional<Bytes> percentDecoded(std::string_view text, Plus plus);

using NamedValues = std::vector<std::pair<Bytes, Bytes>>;

/**
 * The pairs of a query or a form, decoded (application/x-www-form-urlencoded), in their order.
 * Nothing if one of them cannot be decoded.
 */
std::optional<NamedValues> formDecoded(std::string_view text);

/**
 * True if a name is there twice, so that two readers could take two values for it, or if there are
 * too many to look through.
 */
bool isAmbiguous(const NamedValues &values);

} // namespace keydesk::server
