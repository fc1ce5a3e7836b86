// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "keys/Problem.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace keydesk::client {

/** Something that was done to a key of a platform, as the backend tells all who listen. */
struct KeyEvent
{
    QString keyId;
    QString label; ///< after what was done
    /** As it was when the event was sent; nothing if it was gone by then. */
    std::optional<ApiKey> key;
    MemberRef by; ///< without an id: the backend itself
    QDateTime at; ///< UTC

    bool operator==(const KeyEvent &) const = default;
};

/** From an event's data. AnswerNotUnderstood names the field that is missing or wrong. */
Result<KeyEvent> keyEventFromJson(const QByteArray &json);

} // namespace keydesk::client
