// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyInput.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRegularExpression>

namespace keydesk::server {

using namespace Qt::StringLiterals;

tl::unexpected<Refusal> malformed(const QString &detail)
{
    return tl::unexpected(refusal(ProblemCode::RequestMalformed, detail));
}

std::optional<qint64> timeFromRfc3339(const QString &text)
{
    static const QRegularExpression shape(
        u"\\A(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d:\\d\\d)(\\.\\d{1,9})?(?:[Zz]|([+-]\\d\\d:\\d\\d))\\z"_s);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    // Qt reads three digits of the fraction; a midnight written 24:00 is not in RFC 3339.
    const QString zone = match.captured(4).isEmpty() ? u"Z"_s : match.captured(4);
    const auto time = QDateTime::fromString(match.captured(1) + u'T' + match.captured(2) +
                                                match.captured(3).left(4) + zone,
                                            Qt::ISODateWithMs);
    if (!time.isValid() || match.captured(2).startsWith(u"24"_s))
        return std::nullopt;
    const int year = time.toUTC().date().year();
    if (year < 1 || year > 9999)
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

Outcome<QJsonObject> readJsonObject(const Request &request)
{
    if (!request.isOfType("application/json"))
        return tl::unexpected(refusal(ProblemCode::MediaTypeUnsupported, {}));
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(request.body.data(), static_cast<qsizetype>(request.body.size())));
    if (!document.isObject())
        return malformed(u"The body is not a JSON object."_s);
    return document.object();
}

Outcome<QJsonObject> readJsonObject(const Request &request, const QStringList &known)
{
    auto object = readJsonObject(request);
    if (!object)
        return object;
    for (auto member = object->constBegin(); member != object->constEnd(); ++member) {
        if (!known.contains(member.key()))
            return malformed(u"The body has a member that is not known here."_s);
    }
    return object;
}

Outcome<IdempotencyKey> readIdempotencyKey(const Request &request)
{
    if (!request.hasHeader("Idempotency-Key"))
        return tl::unexpected(refusal(ProblemCode::IdempotencyKeyMissing, {}));
    const std::string_view text = request.header("Idempotency-Key");
    auto key =
        IdempotencyKey::parse(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    if (!key)
        return tl::unexpected(refusal(ProblemCode::IdempotencyKeyInvalid, {}));
    return std::move(*key);
}

Outcome<KeyLabel> readLabel(const QJsonObject &object)
{
    const QJsonValue value = object.value(u"label");
    if (!value.isString())
        return malformed(u"label must be a text."_s);
    auto label = KeyLabel::parse(value.toString());
    if (label)
        return std::move(*label);
    Refusal refused = refusal(ProblemCode::LabelInvalid, {});
    refused.members.insert(u"reason"_s, QString(labelErrorName(label.error())));
    return tl::unexpected(refused);
}

Outcome<std::optional<qint64>> readExpiry(const QJsonObject &object)
{
    const QJsonValue value = object.value(u"expiresAt");
    if (value.isUndefined() || value.isNull())
        return std::optional<qint64>();
    if (!value.isString())
        return malformed(u"expiresAt must be a text or null."_s);
    const auto time = timeFromRfc3339(value.toString());
    if (!time)
        return tl::unexpected(
            refusal(ProblemCode::ExpiryInvalid, u"expiresAt is not a time as in RFC 3339."_s));
    return time;
}

Outcome<KeyInput> readKeyInput(const Request &request)
{
    if (!request.isOfType("application/json"))
        return tl::unexpected(refusal(ProblemCode::MediaTypeUnsupported, {}));
    auto idempotencyKey = readIdempotencyKey(request);
    if (!idempotencyKey)
        return tl::unexpected(std::move(idempotencyKey.error()));
    const auto object = readJsonObject(request, {u"label"_s, u"expiresAt"_s});
    if (!object)
        return tl::unexpected(object.error());
    auto label = readLabel(*object);
    if (!label)
        return tl::unexpected(std::move(label.error()));
    const auto expiresAt = readExpiry(*object);
    if (!expiresAt)
        return tl::unexpected(expiresAt.error());
    return KeyInput{std::move(*idempotencyKey), std::move(*label), *expiresAt};
}

} // namespace keydesk::server
