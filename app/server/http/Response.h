// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"
#include "server/http/Problems.h"

#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonObject>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace keydesk::server {

struct Response
{
    unsigned status = 200;
    std::string contentType; ///< empty: no body
    Bytes body;
    std::vector<std::pair<std::string, std::string>> headers;

    Response &with(std::string name, std::string value);

    static Response json(const QJsonObject &object, unsigned status = 200);
    static Response json(const QJsonArray &array, unsigned status = 200);
    static Response text(std::string contentType, QByteArrayView body);
    static Response empty(unsigned status);
};

/** How an API writes its errors. */
enum class ErrorStyle {
    Problem, ///< application/problem+json, RFC 9457
    Plain,   ///< {"error":"snake_case"}, as the integration API's clients expect
};

Response render(const Refusal &refusal, ErrorStyle style);

} // namespace keydesk::server
