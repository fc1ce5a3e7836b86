// SPDX-License-Identifier: Apache-2.0
#include "server/http/Response.h"

#include <QJsonDocument>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

Response jsonResponse(const QJsonDocument &document, unsigned status, std::string type)
{
    const QByteArray body = document.toJson(QJsonDocument::Compact);
    Response response = Response::text(std::move(type), body);
    response.status = status;
    return response;
}

QJsonObject problemBody(const Refusal &refusal, const ProblemKind &kind, unsigned status)
{
    QJsonObject body = refusal.members;
    body.insert(u"type"_s, u"/problems/"_s + problemSlug(kind.code));
    body.insert(u"title"_s, QString::fromLatin1(kind.title));
    body.insert(u"status"_s, static_cast<int>(status));
    if (!refusal.detail.isEmpty())
        body.insert(u"detail"_s, refusal.detail);
    return body;
}

// A 401 says the same each time, whatever was wrong with the key.
QJsonObject plainBody(const Refusal &refusal, const ProblemKind &kind, unsigned status)
{
    QJsonObject body{{u"error"_s, QString(problemSlug(kind.code)).replace(u'-', u'_')}};
    if (status != 401 && !refusal.detail.isEmpty())
        body.insert(u"detail"_s, refusal.detail);
    return body;
}

} // namespace

Response &Response::with(std::string_view name, std::string value)
{
    headers.emplace_back(name, std::move(value));
    return *this;
}

Response Response::json(const QJsonObject &object, unsigned status)
{
    return jsonResponse(QJsonDocument(object), status, "application/json");
}

Response Response::json(const QJsonArray &array, unsigned status)
{
    return jsonResponse(QJsonDocument(array), status, "application/json");
}

Response Response::text(std::string contentType, QByteArrayView body)
{
    Response response;
    response.contentType = std::move(contentType);
    response.body.assign(body.data(), static_cast<std::size_t>(body.size()));
    return response;
}

Response Response::empty(unsigned status)
{
    Response response;
    response.status = status;
    return response;
}

Response Response::eventStream(std::shared_ptr<EventStream> events)
{
    Response response;
    response.contentType = "text/event-stream";
    response.events = std::move(events);
    response.with("X-Accel-Buffering", "no"); // nginx's
    return response;
}

Response render(const Refusal &refusal, ErrorStyle style)
{
    const ProblemKind &kind = problemKind(refusal.code);
    const unsigned status = refusal.status != 0 ? refusal.status : kind.status;
    Response response;
    if (style == ErrorStyle::Problem) {
        response = jsonResponse(QJsonDocument(problemBody(refusal, kind, status)), status,
                                "application/problem+json");
    } else {
        response = Response::json(plainBody(refusal, kind, status), status);
    }
    for (const auto &[name, value] : refusal.headers)
        response.with(name, value);
    return response;
}

} // namespace keydesk::server
