// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretText.h"

#include <optional>

namespace keydesk::client {

/** What gives new access tokens, once; it keeps a member signed in. Move-only, wiped. */
class RefreshToken
{
public:
    /** Nothing if \a text is not a token (see isTokenText()). */
    static std::optional<RefreshToken> parse(QByteArrayView text);

    QByteArrayView view() const { return m_text.view(); }

private:
    explicit RefreshToken(SecretText text)
        : m_text(std::move(text))
    {
    }

    SecretText m_text;
};

} // namespace keydesk::client
