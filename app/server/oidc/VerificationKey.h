// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

using EVP_PKEY = struct evp_pkey_st;

namespace keydesk::server {

/** How ID tokens may be signed (RFC 7518, RFC 8037): never with "none", never with a shared key. */
enum class SignatureAlgorithm { Rs256, Es256, EdDsa };

std::optional<SignatureAlgorithm> signatureAlgorithm(std::string_view name);

/**
 * A public key of somebody else's, good for one algorithm. With OpenSSL's EVP, because no library
 * in Debian 12 does it better: libjwt 1.10 writes past its memory and knows no JWK, cpp-jwt 1.4
 * knows neither JWK nor EdDSA, and libjose 11 and libcjose 0.6 do not know EdDSA either.
 */
class VerificationKey
{
public:
    /**
     * Reads a JWK (RFC 7517). Nothing for a key that is none for verifying by one of the
     * algorithms: another type or use, a private or shared one, a point that is not on its curve,
     * or RSA of less than 2,048 bits or more than 8,192.
     */
    static std::optional<VerificationKey> fromJwk(const boost::json::object &jwk);

    const std::string &id() const { return m_id; } ///< kid; empty if it has none
    SignatureAlgorithm algorithm() const { return m_algorithm; }

    /** Whether \a signature, as it stands in a JWS, is that of \a text. */
    bool verifies(std::string_view text, std::string_view signature) const;

private:
    VerificationKey(std::string id, SignatureAlgorithm algorithm, std::shared_ptr<EVP_PKEY> key);

    std::string m_id;
    SignatureAlgorithm m_algorithm;
    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace keydesk::server
