// SPDX-License-Identifier: Apache-2.0
#include "client/AnswerParser.h"

#include <QJsonDocument>

#include <algorithm>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

Problem notOurs(const Answer &answer, const QString &detail)
{
    return {.code = ProblemCode::AnswerNotUnderstood,
            .detail = detail,
            .status = answer.status,
            .retryAfter = answer.retryAfter};
}

std::optional<QJsonObject> parse(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return std::nullopt;
    return document.object();
}

Problem problemFrom(const Answer &answer)
{
    const auto object =
        answer.contentType == "application/problem+json" ? parse(*answer.body) : std::nullopt;
    // A proxy on the way speaks for itself: its 502 page says nothing about the key.
    if (!object && answer.status >= 502 && answer.status <= 504)
        return {.code = ProblemCode::Unavailable,
                .detail = u"HTTP %1"_s.arg(answer.status),
                .status = answer.status,
                .retryAfter = answer.retryAfter};
    if (!object)
        return notOurs(answer, u"HTTP %1 without a problem document"_s.arg(answer.status));

    const QString type = object->value(u"type").toString();
    const auto code = problemFromSlug(QStringView(type).mid(type.lastIndexOf(u'/') + 1));
    if (!code)
        return notOurs(answer, u"unknown problem type"_s);
    return {.code = *code,
            .detail = object->value(u"detail").toString(),
            .status = answer.status,
            .reason = object->value(u"reason").toString(),
            .retryAfter = answer.retryAfter};
}

bool succeeded(const Answer &answer)
{
    return answer.status >= 200 && answer.status < 300;
}

} // namespace

Result<QJsonObject> objectFrom(const Answer &answer)
{
    if (!succeeded(answer))
        return tl::unexpected(problemFrom(answer));
    auto object = parse(*answer.body);
    if (!object)
        return tl::unexpected(notOurs(answer, u"the answer is not a JSON object"_s));
    return *std::move(object);
}

Result<Done> doneFrom(const Answer &answer)
{
    if (!succeeded(answer))
        return tl::unexpected(problemFrom(answer));
    return Done{};
}

Result<ApiKeySecret> takeSecret(QByteArray &body)
{
    static constexpr QByteArrayView member = "\"secret\"";
    const qsizetype name = body.indexOf(member);
    // The alphabet of a secret has no character that JSON would escape, so the quotes end it.
    const qsizetype open = name < 0 ? -1 : body.indexOf('"', name + member.size());
    const qsizetype close = open < 0 ? -1 : body.indexOf('"', open + 1);
    if (close < 0)
        return tl::unexpected(answerNotUnderstood(u"secret"_s));
    const qsizetype length = close - open - 1;
    auto secret = ApiKeySecret::parse(QByteArrayView(body).sliced(open + 1, length));
    // data() would detach from a copy of the bytes, and the text would live on in that.
    Q_ASSERT(body.isDetached());
    std::fill_n(body.data() + open + 1, length, '*');
    if (!secret)
        return tl::unexpected(answerNotUnderstood(u"secret"_s));
    return *std::move(secret);
}

} // namespace keydesk::client
