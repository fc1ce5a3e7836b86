// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Bytes.h"
#include "server/oidc/VerificationKey.h"

#include <tl/expected.hpp>

#include <QString>

#include <optional>
#include <string>
#include <string_view>

namespace keydesk::server {

/** Why an ID token does not sign anybody in. */
enum class IdTokenFault {
    Invalid, ///< not the provider's, not for us, or not for this sign-in
    Expired, ///< over, or from a sign-in of long ago
};

/** Whom an ID token must be from and for, to be good at a moment. */
struct IdTokenExpectation
{
    std::string_view issuer;
    std::string_view clientId;
    std::string_view nonce;
    qint64 now = 0; ///< milliseconds since 1970 UTC
};

/** What a good one says. */
struct IdTokenClaims
{
    QString subject;
    QString email; ///< empty if it says none
    bool isEmailVerified = false;
    qint64 goodUntil = 0; ///< milliseconds since 1970 UTC; from then on it is refused as expired
};

/**
 * A signed ID token (RFC 7519, RFC 7515 compact). Only its header is read before its signature is
 * verified. The header says by which key and algorithm; the algorithm must be one of ours, and the
 * one of the key that the provider publishes: keys in the header itself are not looked at.
 */
class IdToken
{
public:
    static constexpr std::size_t longest = std::size_t{16} * 1024; ///< bytes
    static constexpr qint64 leeway = 60'000;                       ///< of clocks, milliseconds
    static constexpr qint64 oldest = 10LL * 60 * 1000;             ///< since it was issued

    /** Nothing for what is none, and for one whose header asks for what is not known here. */
    static std::optional<IdToken> parse(Bytes text);

    SignatureAlgorithm algorithm() const { return m_algorithm; }
    const std::optional<std::string> &keyId() const { return m_keyId; }

    /** Verifies the signature, then the claims (OpenID Connect Core 1.0, 3.1.3.7). */
    tl::expected<IdTokenClaims, IdTokenFault> verified(const VerificationKey &key,
                                                       const IdTokenExpectation &expected) const;

private:
    IdToken() = default;

    Bytes m_text;
    std::size_t m_payloadBegin = 0;
    std::size_t m_payloadEnd = 0; ///< of what is signed
    SignatureAlgorithm m_algorithm = SignatureAlgorithm::Rs256;
    std::optional<std::string> m_keyId;
};

} // namespace keydesk::server
