// SPDX-License-Identifier: Apache-2.0
#include "server/http/Base64.h"

#include <algorithm>

namespace keydesk::server {

namespace {

int variant(Base64 kind)
{
    return kind == Base64::Url ? sodium_base64_VARIANT_URLSAFE_NO_PADDING
                               : sodium_base64_VARIANT_ORIGINAL;
}

} // namespace

std::optional<Bytes> base64Decoded(std::string_view text, Base64 kind)
{
    // libsodium 1.0.18 takes every byte beyond ASCII for a character of base64.
    if (!std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return std::nullopt;
    Bytes out(text.size(), '\0'); // more than it takes
    std::size_t length = 0;
    const char *end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char *>(out.data()), out.size(), text.data(),
                          text.size(), nullptr, &length, &end, variant(kind)) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    out.resize(length);
    return out;
}

Bytes base64Encoded(std::string_view bytes, Base64 kind)
{
    Bytes out(sodium_base64_encoded_len(bytes.size(), variant(kind)), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char *>(bytes.data()),
                      bytes.size(), variant(kind));
    out.pop_back(); // the NUL
    return out;
}

} // namespace keydesk::server
