// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"
#include "keys/Role.h"

#include <QJsonObject>
#include <QString>

namespace keydesk {

/** Keys a platform can have, paused and retiring ones included. */
inline constexpr int keyLimit = 25;

/** One platform as a member sees it. The integration API calls it a company. */
struct Platform
{
    QString id; ///< 24 lower-case hex digits
    QString name;
    Role role = Role::Learner; ///< the signed-in member's role on it

    bool operator==(const Platform &) const = default;
};

bool isPlatformId(QStringView text);

QJsonObject toJson(const Platform &platform);
/** ProblemCode::AnswerNotUnderstood names the field that is missing or has the wrong type. */
Result<Platform> platformFromJson(const QJsonObject &object);

} // namespace keydesk
