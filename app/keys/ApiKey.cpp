// SPDX-License-Identifier: Apache-2.0
#include "keys/ApiKey.h"

#include <QCryptographicHash>
#include <QJsonValue>

#include <algorithm>

namespace keydesk {

using namespace Qt::StringLiterals;

namespace {

QJsonValue nullable(const std::optional<QDateTime> &time)
{
    return time ? QJsonValue(rfc3339(*time)) : QJsonValue();
}

QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

/** False if there is something there that is not a time. */
bool readNullable(const QJsonValue &value, std::optional<QDateTime> &time)
{
    if (value.isNull())
        return true;
    time = timeFrom(value);
    return time->isValid();
}

/** What may stand between the quotation marks of a header (RFC 9110, 8.8.3), in ASCII. */
bool isEntityTag(const QString &text)
{
    constexpr qsizetype longest = 128;
    return text.size() <= longest &&
           std::ranges::all_of(text, [](QChar c) { return c > u' ' && c < u'\x7f' && c != u'"'; });
}

/** The fields that say how the key was used; the name of the first bad one, or nothing. */
QString readUse(const QJsonObject &object, ApiKey &key)
{
    if (!readNullable(object.value(u"lastUsedAt"), key.lastUsedAt))
        return u"lastUsedAt"_s;
    if (const QJsonValue from = object.value(u"lastUsedFrom"); from.isString())
        key.lastUsedFrom = from.toString();
    else if (!from.isNull())
        return u"lastUsedFrom"_s;
    if (const QJsonValue via = object.value(u"lastUsedVia"); !via.isNull()) {
        key.lastUsedVia = sentViaFromName(via.toString());
        if (!key.lastUsedVia)
            return u"lastUsedVia"_s;
    }
    const QJsonValue calls = object.value(u"callsLast24h");
    if (!calls.isDouble())
        return u"callsLast24h"_s;
    key.callsLast24h = calls.toInteger();
    return {};
}

} // namespace

QLatin1StringView sentViaName(SentVia via)
{
    switch (via) {
    case SentVia::Header:
        return QLatin1StringView("header");
    case SentVia::Query:
        return QLatin1StringView("query");
    case SentVia::Token:
        return QLatin1StringView("token");
    }
    Q_UNREACHABLE();
}

std::optional<SentVia> sentViaFromName(QStringView name)
{
    for (const SentVia via : {SentVia::Header, SentVia::Query, SentVia::Token}) {
        if (name == sentViaName(via))
            return via;
    }
    return std::nullopt;
}

QLatin1StringView keyStateName(KeyState state)
{
    switch (state) {
    case KeyState::Active:
        return QLatin1StringView("active");
    case KeyState::Paused:
        return QLatin1StringView("paused");
    case KeyState::Retiring:
        return QLatin1StringView("retiring");
    }
    Q_UNREACHABLE();
}

std::optional<KeyState> keyStateFromName(QStringView name)
{
    for (const KeyState state : {KeyState::Active, KeyState::Paused, KeyState::Retiring}) {
        if (name == keyStateName(state))
            return state;
    }
    return std::nullopt;
}

QString revisionOf(const ApiKey &key)
{
    constexpr qsizetype enough = 16; // bytes
    const QByteArray expiry = key.expiresAt ? QByteArray::number(key.expiresAt->toMSecsSinceEpoch())
                                            : QByteArray("never");
    const QByteArray content =
        QByteArray(keyStateName(key.state).latin1()) + '\n' + expiry + '\n' + key.label.toUtf8();
    return QString::fromLatin1(
        QCryptographicHash::hash(content, QCryptographicHash::Sha256)
            .first(enough)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString rfc3339(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const ApiKey &key)
{
    return {{u"id"_s, key.id},
            {u"label"_s, key.label},
            {u"hint"_s, key.hint},
            {u"createdAt"_s, rfc3339(key.createdAt)},
            {u"createdBy"_s,
             QJsonObject{{u"id"_s, key.createdBy.id}, {u"name"_s, key.createdBy.name}}},
            {u"lastUsedAt"_s, nullable(key.lastUsedAt)},
            {u"lastUsedFrom"_s, key.lastUsedFrom ? QJsonValue(*key.lastUsedFrom) : QJsonValue()},
            {u"lastUsedVia"_s,
             key.lastUsedVia ? QJsonValue(QString(sentViaName(*key.lastUsedVia))) : QJsonValue()},
            {u"callsLast24h"_s, key.callsLast24h},
            {u"expiresAt"_s, nullable(key.expiresAt)},
            {u"state"_s, QString(keyStateName(key.state))},
            {u"revision"_s, key.revision}};
}

Result<ApiKey> apiKeyFromJson(const QJsonObject &object)
{
    const auto bad = [](const QString &field) {
        return tl::unexpected(answerNotUnderstood(u"key."_s + field));
    };
    ApiKey key;
    const QJsonObject createdBy = object.value(u"createdBy").toObject();
    key.id = object.value(u"id").toString();
    key.label = object.value(u"label").toString();
    key.hint = object.value(u"hint").toString();
    key.createdBy = {createdBy.value(u"id").toString(), createdBy.value(u"name").toString()};
    if (key.id.isEmpty())
        return bad(u"id"_s);
    if (key.label.isEmpty())
        return bad(u"label"_s);
    if (key.hint.isEmpty())
        return bad(u"hint"_s);
    if (key.createdBy.name.isEmpty())
        return bad(u"createdBy.name"_s);
    key.createdAt = timeFrom(object.value(u"createdAt"));
    if (!key.createdAt.isValid())
        return bad(u"createdAt"_s);
    if (const QString field = readUse(object, key); !field.isEmpty())
        return bad(field);
    if (!readNullable(object.value(u"expiresAt"), key.expiresAt))
        return bad(u"expiresAt"_s);
    const auto state = keyStateFromName(object.value(u"state").toString());
    if (!state)
        return bad(u"state"_s);
    key.state = *state;
    const QJsonValue revision = object.value(u"revision");
    key.revision = revision.toString();
    const bool isTold = !revision.isUndefined(); // older servers do not
    if (isTold && !(revision.isString() && isEntityTag(key.revision)))
        return bad(u"revision"_s);
    return key;
}

} // namespace keydesk
