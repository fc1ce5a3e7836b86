// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretText.h"

#include <initializer_list>
#include <utility>

namespace keydesk::client {

/**
 * A JSON object of texts (name, UTF-8 value), written into memory that is wiped: a QJsonDocument
 * would leave copies of a password behind. Names are written as they are.
 */
SecretText secretJson(std::initializer_list<std::pair<QByteArrayView, QByteArrayView>> members);

} // namespace keydesk::client
