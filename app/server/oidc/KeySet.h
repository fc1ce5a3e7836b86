// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/oidc/VerificationKey.h"

#include <tl/expected.hpp>

#include <vector>

namespace keydesk::server {

/** A provider's keys (RFC 7517, 5), as far as ID tokens can be verified with them. */
class KeySet
{
public:
    /** Nothing for what is no JWK set, or has no key that can be used. */
    static std::optional<KeySet> parse(std::string_view text);

    enum class NoKey {
        Unknown,
        Ambiguous, ///< more than one; guessing among them would be the token's choice
    };
    /**
     * The key with this id for this algorithm. Without an id it is the only key of the set, or
     * there is none (OpenID Connect Core 1.0, 10.1).
     */
    tl::expected<VerificationKey, NoKey> find(SignatureAlgorithm algorithm,
                                              const std::optional<std::string> &id) const;

private:
    std::vector<VerificationKey> m_keys;
};

} // namespace keydesk::server
