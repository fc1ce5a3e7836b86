// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretText.h"

#include <QByteArray>

#include <optional>

namespace keydesk::client {

/** What the provider's redirect to this program says (RFC 6749, section 4.1.2; RFC 9207). */
struct RedirectAnswer
{
    SecretText state;
    SecretText code;   ///< empty if there is none
    QByteArray error;  ///< a token of RFC 6749 such as "access_denied", empty if there is none
    QByteArray issuer; ///< the parameter "iss", empty if there is none

    /** \a query: encoded, without the question mark. Nothing if its encoding is broken or if a
     *  parameter is there twice, so that nobody chooses which one is meant. */
    static std::optional<RedirectAnswer> parse(QByteArrayView query);
};

/** \a error if it can be one of RFC 6749's codes, else "unnamed": no text of a stranger's choice is
 *  shown to a person. */
QByteArray presentableError(const QByteArray &error);

} // namespace keydesk::client
