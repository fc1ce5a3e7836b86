// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QDateTime>
#include <QJsonObject>
#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace keydesk {

/** How an integration sent its key: as headers, in the URL, or through an OAuth 2 token. */
enum class SentVia { Header, Query, Token };

/** Paused keys are refused until they are resumed; retiring ones until they are deleted. */
enum class KeyState { Active, Paused, Retiring };

QLatin1StringView sentViaName(SentVia via);
std::optional<SentVia> sentViaFromName(QStringView name);
QLatin1StringView keyStateName(KeyState state);
std::optional<KeyState> keyStateFromName(QStringView name);

struct MemberRef
{
    QString id;
    QString name;

    bool operator==(const MemberRef &) const = default;
};

/** What everybody who manages a platform may know of a key. Never its secret. Times are in UTC. */
struct ApiKey
{
    QString id; ///< 24 lower-case hex digits
    QString label;
    QString hint; ///< e.g. "kdk_…Qx7a"
    QDateTime createdAt;
    MemberRef createdBy;
    std::optional<QDateTime> lastUsedAt;
    std::optional<QString> lastUsedFrom; ///< an IP address
    std::optional<SentVia> lastUsedVia;
    qint64 callsLast24h = 0;
    std::optional<QDateTime> expiresAt;
    KeyState state = KeyState::Active;
    /** Opaque: another one after each change of label, expiry or state; see revisionOf(). Empty
     *  where it is not known. */
    QString revision = {};

    bool operator==(const ApiKey &) const = default;
};

/** Names what of a key can be changed, as an entity tag does (RFC 9110, 8.8.3): 22 characters of
 *  base64url. For the server; to everybody else a revision is opaque. */
QString revisionOf(const ApiKey &key);

/** RFC 3339 in UTC with milliseconds, e.g. "2026-11-23T17:55:00.000Z". */
QString rfc3339(const QDateTime &time);

QJsonObject toJson(const ApiKey &key);
/** ProblemCode::AnswerNotUnderstood names the field that is missing or has the wrong type. */
Result<ApiKey> apiKeyFromJson(const QJsonObject &object);

} // namespace keydesk
