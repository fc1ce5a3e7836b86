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
    // And one that lets nobody ask too often has not passed the request on.
    if (!object && answer.status == 429)
        return {.code = ProblemCode::TooManyRequests,
                .detail = u"HTTP 429"_s,
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

struct Place
{
    qsizetype begin;
    qsizetype length;
};

qsizetype skipSpace(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && QByteArrayView(" \t\r\n").contains(json[at]))
        ++at;
    return at;
}

bool isAt(QByteArrayView json, qsizetype at, char c)
{
    return at < json.size() && json[at] == c;
}

// Between the quotes of the member's value. A text in JSON cannot contain the quoted name, but it
// can be it ("label":"secret"): only a name has a colon behind it.
std::optional<Place> placeOfText(QByteArrayView json, QByteArrayView name)
{
    const QByteArray quoted = '"' + name.toByteArray() + '"';
    for (qsizetype found = json.indexOf(quoted); found >= 0;
         found = json.indexOf(quoted, found + 1)) {
        const qsizetype colon = skipSpace(json, found + quoted.size());
        if (!isAt(json, colon, ':'))
            continue;
        const qsizetype open = skipSpace(json, colon + 1);
        if (!isAt(json, open, '"'))
            return std::nullopt;
        // The alphabet of a secret has no character that JSON would escape: the next quote ends it.
        const qsizetype close = json.indexOf('"', open + 1);
        if (close < 0)
            return std::nullopt;
        return Place{open + 1, close - open - 1};
    }
    return std::nullopt;
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

std::optional<Problem> refusalIn(const Answer &answer)
{
    return succeeded(answer) ? std::nullopt : std::optional(problemFrom(answer));
}

Result<Done> doneFrom(const Answer &answer)
{
    if (!succeeded(answer))
        return tl::unexpected(problemFrom(answer));
    if (answer.status != 204)
        return tl::unexpected(notOurs(answer, u"HTTP %1 in place of 204"_s.arg(answer.status)));
    return Done{};
}

Result<SecretText> takeText(QByteArray &body, QByteArrayView name)
{
    const auto place = placeOfText(body, name);
    if (!place)
        return tl::unexpected(answerNotUnderstood(QString::fromLatin1(name)));
    SecretText text(QByteArrayView(body).sliced(place->begin, place->length));
    // data() would detach from a copy of the bytes, and the text would live on in that.
    Q_ASSERT(body.isDetached());
    std::fill_n(body.data() + place->begin, place->length, '*');
    return text;
}

Result<ApiKeySecret> takeSecret(QByteArray &body)
{
    auto text = takeText(body, "secret");
    if (!text)
        return tl::unexpected(text.error());
    auto secret = ApiKeySecret::parse(text->view());
    if (!secret)
        return tl::unexpected(answerNotUnderstood(u"secret"_s));
    return *std::move(secret);
}

} // namespace keydesk::client
