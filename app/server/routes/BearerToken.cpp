// SPDX-License-Identifier: Apache-2.0
#include "server/routes/BearerToken.h"

#include <sodium.h>

#include <array>

namespace keydesk::server {

Bytes newBearerToken()
{
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<unsigned char, 32> random{};
    randombytes_buf(random.data(), random.size());
    Bytes text;
    text.resize(sodium_base64_ENCODED_LEN(random.size(), variant));
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), variant);
    text.pop_back(); // the terminating NUL
    sodium_memzero(random.data(), random.size());
    return text;
}

Sha256 tokenHash(std::string_view token)
{
    return sha256(QByteArrayView(token.data(), static_cast<qsizetype>(token.size())));
}

std::optional<Sha256> bearerToken(const Request &request)
{
    const auto token = request.authorization("Bearer");
    return token ? std::optional(tokenHash(*token)) : std::nullopt;
}

} // namespace keydesk::server
