// SPDX-License-Identifier: Apache-2.0
#include "client/RefreshToken.h"

#include "client/AccessToken.h"

namespace keydesk::client {

std::optional<RefreshToken> RefreshToken::parse(QByteArrayView text)
{
    if (!isTokenText(text))
        return std::nullopt;
    return RefreshToken(SecretText(text));
}

} // namespace keydesk::client
