// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "FaultOperation.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace keydesk::testing {

// Answers as the bytes that go over the wire, with the connection's end after them.

/** RFC 9457. \a members are more members, \a headers whole lines. */
QByteArray problem(int status, const QByteArray &slug, const QByteArray &members = {},
                   const QByteArray &headers = {});
/** As of a reverse proxy, or of whoever wants a person to sign in to a network. */
QByteArray html(int status);
/** With a query, which nobody needs to see. */
QByteArray redirectTo(const QUrl &target, int status = 307);

// What becomes of a real answer. One without a body gets a body.

/** Half of the JSON, as if that were all. */
QByteArray truncated(const QByteArray &answer);
/** One field has another type. */
QByteArray withWrongType(const QByteArray &answer);
/** JSON that goes on for hugeAnswer bytes more. */
QByteArray beginOfHugeAnswer(const QByteArray &answer);
/** The same, compressed to a thousandth of it. */
QByteArray hugeAnswerCompressed(const QByteArray &answer);

/** Why the client does not understand such answers, as it says to the person. */
struct WrongAnswerWords
{
    QString html;
    QString truncated;
    QString wrongType;
    QString compressed;
};
WrongAnswerWords expectedWords(Operation operation);

} // namespace keydesk::testing
