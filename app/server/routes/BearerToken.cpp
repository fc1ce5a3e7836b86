// SPDX-License-Identifier: Apache-2.0
#include "server/routes/BearerToken.h"

#include <boost/beast/core/string.hpp>

#include <sodium.h>

#include <array>

namespace keydesk::server {

namespace {

constexpr std::string_view scheme = "Bearer ";

} // namespace

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
    const std::string_view header = request.header("Authorization");
    if (!boost::beast::iequals(header.substr(0, scheme.size()), scheme))
        return std::nullopt;
    return tokenHash(header.substr(scheme.size()));
}

} // namespace keydesk::server
