// SPDX-License-Identifier: Apache-2.0
#include "server/routes/BearerToken.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace keydesk::server {

namespace {

/**
 * SHA-256 by OpenSSL, which uses the processor's instructions for it. libsodium does not, and took
 * a tenth of the time of a request; elsewhere that does not matter.
 */
class Digest
{
public:
    Sha256 of(std::string_view text) const
    {
        Sha256 hash{};
        if (!m_algorithm || !m_context ||
            EVP_DigestInit_ex2(m_context.get(), m_algorithm.get(), nullptr) != 1 ||
            EVP_DigestUpdate(m_context.get(), text.data(), text.size()) != 1 ||
            EVP_DigestFinal_ex(m_context.get(), hash.data(), nullptr) != 1)
            throw std::runtime_error("OpenSSL has no SHA-256");
        return hash; // what of the text was in the context has been wiped
    }

private:
    template <auto function>
    struct Freed
    {
        template <typename Object>
        void operator()(Object *object) const
        {
            function(object);
        }
    };

    std::unique_ptr<EVP_MD, Freed<EVP_MD_free>> m_algorithm{
        EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>> m_context{EVP_MD_CTX_new()};
};

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
    thread_local const Digest digest;
    return digest.of(token);
}

std::optional<Sha256> bearerToken(const Request &request)
{
    const auto token = request.authorization("Bearer");
    return token ? std::optional(tokenHash(*token)) : std::nullopt;
}

} // namespace keydesk::server
