// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"
#include "server/http/EventStream.h"
#include "server/http/Problems.h"

#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonObject>

#include <memory>
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
    std::vector<Header> headers;
    std::shared_ptr<EventStream> events{}; ///< if there: the body goes on as long as this does

    /** \a name is a literal. */
    Response &with(std::string_view name, std::string value);

    static Response json(const QJsonObject &object, unsigned status = 200);
    static Response json(const QJsonArray &array, unsigned status = 200);
    static Response text(std::string contentType, QByteArrayView body);
    static Response empty(unsigned status);
    /** Server-sent events (text/event-stream), which no proxy may keep back. */
    static Response eventStream(std::shared_ptr<EventStream> events);
};

/** How an API writes its errors. */
enum class ErrorStyle {
    Problem, ///< application/problem+json, RFC 9457
    Plain,   ///< {"error":"snake_case"}, as the integration API's clients expect, and a detail
};

Response render(const Refusal &refusal, ErrorStyle style);

} // namespace keydesk::server
