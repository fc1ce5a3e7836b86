// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/KeySet.h"

#include <boost/json/parse.hpp>

namespace keydesk::server {

namespace json = boost::json;

namespace {

constexpr std::size_t mostKeys = 100;

} // namespace

std::optional<KeySet> KeySet::parse(std::string_view text)
{
    json::error_code error;
    const json::value document = json::parse(text, error);
    const json::object *object = error ? nullptr : document.if_object();
    const json::value *keys = object ? object->if_contains("keys") : nullptr;
    const json::array *list = keys ? keys->if_array() : nullptr;
    if (!list || list->size() > mostKeys)
        return std::nullopt;
    KeySet set;
    for (const json::value &item : *list) {
        const json::object *jwk = item.if_object();
        if (auto key = jwk ? VerificationKey::fromJwk(*jwk) : std::nullopt)
            set.m_keys.push_back(std::move(*key));
    }
    return set.m_keys.empty() ? std::nullopt : std::optional(std::move(set));
}

tl::expected<VerificationKey, KeySet::NoKey> KeySet::find(
    SignatureAlgorithm algorithm, const std::optional<std::string> &id) const
{
    if (!id && m_keys.size() > 1)
        return tl::unexpected(NoKey::Ambiguous);
    const VerificationKey *found = nullptr;
    for (const VerificationKey &key : m_keys) {
        if (key.algorithm() != algorithm || (id && key.id() != *id))
            continue;
        if (found)
            return tl::unexpected(NoKey::Ambiguous);
        found = &key;
    }
    if (!found)
        return tl::unexpected(NoKey::Unknown);
    return *found;
}

} // namespace keydesk::server
