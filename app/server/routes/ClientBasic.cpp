// SPDX-License-Identifier: Apache-2.0
#include "server/routes/ClientBasic.h"

namespace keydesk::server {

namespace {

std::optional<Bytes> base64Decoded(std::string_view text)
{
    Bytes out(text.size(), '\0'); // more than it takes
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char *>(out.data()), out.size(), text.data(),
                          text.size(), nullptr, &length, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    out.resize(length);
    return out;
}

} // namespace

std::optional<ClientBasic> ClientBasic::of(const Request &request)
{
    const auto encoded = request.authorization("Basic");
    if (!encoded)
        return std::nullopt;
    const auto pair = base64Decoded(*encoded);
    const std::size_t colon = pair ? pair->find(':') : Bytes::npos;
    if (colon == Bytes::npos)
        return ClientBasic{};
    const std::string_view both(*pair);
    auto id = percentDecoded(both.substr(0, colon), Plus::IsSpace);
    auto secret = percentDecoded(both.substr(colon + 1), Plus::IsSpace);
    if (!id || !secret)
        return ClientBasic{};
    return ClientBasic{std::move(*id), std::move(*secret)};
}

} // namespace keydesk::server
