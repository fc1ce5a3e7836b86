// SPDX-License-Identifier: Apache-2.0
#include "server/routes/ClientBasic.h"

#include "server/http/Base64.h"

namespace keydesk::server {

std::optional<ClientBasic> ClientBasic::of(const Request &request)
{
    const auto encoded = request.authorization("Basic");
    if (!encoded)
        return std::nullopt;
    const auto pair = base64Decoded(*encoded, Base64::Standard);
    if (!pair)
        return ClientBasic{};
    const std::string_view both(*pair);
    const std::size_t colon = both.find(':');
    if (colon == std::string_view::npos)
        return ClientBasic{};
    auto id = percentDecoded(both.substr(0, colon), Plus::IsSpace);
    auto secret = percentDecoded(both.substr(colon + 1), Plus::IsSpace);
    if (!id || !secret)
        return ClientBasic{};
    return ClientBasic{std::move(*id), std::move(*secret)};
}

} // namespace keydesk::server
