// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/VerificationKey.h"

#include "server/http/Base64.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>
#include <utility>

namespace keydesk::server {

namespace json = boost::json;

namespace {

constexpr int leastRsaBits = 2048;
constexpr int mostRsaBits = 8192; // larger ones take long
constexpr std::size_t coordinate = 32;
constexpr std::size_t ed25519Key = 32;
constexpr std::size_t shortSignature = 64; // of ES256 and of Ed25519

struct OpenSslFree
{
    void operator()(BIGNUM *number) const { BN_free(number); }
    void operator()(OSSL_PARAM_BLD *builder) const { OSSL_PARAM_BLD_free(builder); }
    void operator()(OSSL_PARAM *params) const { OSSL_PARAM_free(params); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    void operator()(ECDSA_SIG *signature) const { ECDSA_SIG_free(signature); }
};
template <typename T>
using Owned = std::unique_ptr<T, OpenSslFree>;
using Key = std::shared_ptr<EVP_PKEY>;

Key owned(EVP_PKEY *key)
{
    return key ? Key(key, EVP_PKEY_free) : Key();
}

Owned<BIGNUM> number(std::string_view bytes)
{
    return Owned<BIGNUM>(BN_bin2bn(unsignedBytes(bytes), static_cast<int>(bytes.size()), nullptr));
}

std::string_view textOrEmpty(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    const json::string *text = value ? value->if_string() : nullptr;
    return text ? std::string_view(text->data(), text->size()) : std::string_view();
}

Bytes bytesOf(const json::object &object, std::string_view name)
{
    return base64Decoded(textOrEmpty(object, name), Base64::Url).value_or(Bytes());
}

/** OpenSSL's \a type of key, from what \a add puts into the builder. */
template <typename Add>
Key keyFrom(const char *type, Add add)
{
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!builder || !add(builder.get()))
        return {};
    const Owned<OSSL_PARAM> params(OSSL_PARAM_BLD_to_param(builder.get()));
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *made = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return {};
    return owned(made);
}

bool isSound(const Key &key)
{
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    return context && EVP_PKEY_public_check(context.get()) == 1;
}

Key rsaKey(const json::object &jwk)
{
    const Bytes modulus = bytesOf(jwk, "n");
    const Bytes exponent = bytesOf(jwk, "e");
    if (modulus.size() > mostRsaBits / 8 + 1 || exponent.size() > 8)
        return {};
    const auto n = number(modulus);
    const auto e = number(exponent);
    const int bits = n ? BN_num_bits(n.get()) : 0;
    if (!e || bits < leastRsaBits || bits > mostRsaBits || !BN_is_odd(e.get()) ||
        BN_is_one(e.get()))
        return {};
    return keyFrom("RSA", [&](OSSL_PARAM_BLD *builder) {
        return OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
               OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e.get()) == 1;
    });
}

Key p256Key(const json::object &jwk)
{
    const Bytes x = bytesOf(jwk, "x");
    const Bytes y = bytesOf(jwk, "y");
    if (x.size() != coordinate || y.size() != coordinate)
        return {};
    const Bytes point = Bytes(1, '\x04') + x + y;
    Key key = keyFrom("EC", [&](OSSL_PARAM_BLD *builder) {
        return OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1",
                                               0) == 1 &&
               OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                                point.size()) == 1;
    });
    return key && isSound(key) ? key : Key();
}

Key ed25519(const json::object &jwk)
{
    const Bytes x = bytesOf(jwk, "x");
    if (x.size() != ed25519Key)
        return {};
    return owned(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, unsignedBytes(x), x.size()));
}

/** Whether what the key says it is for is what it would be used for. */
bool isForVerifying(const json::object &jwk, std::string_view algorithm)
{
    const auto isOr = [&jwk](std::string_view name, std::string_view value) {
        return !jwk.contains(name) || textOrEmpty(jwk, name) == value;
    };
    if (jwk.contains("d") || jwk.contains("k") || !isOr("use", "sig") || !isOr("alg", algorithm))
        return false;
    const json::value *operations = jwk.if_contains("key_ops");
    if (!operations)
        return true;
    const json::array *list = operations->if_array();
    return list && std::ranges::find(*list, json::value("verify")) != list->end();
}

/** r and s, one after the other, as OpenSSL wants them. */
Bytes asDer(std::string_view signature)
{
    const Owned<ECDSA_SIG> pair(ECDSA_SIG_new());
    auto r = number(signature.substr(0, coordinate));
    auto s = number(signature.substr(coordinate));
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1)
        return {};
    static_cast<void>(r.release()); // they are the pair's now
    static_cast<void>(s.release());
    Bytes der(static_cast<std::size_t>(std::max(0, i2d_ECDSA_SIG(pair.get(), nullptr))), '\0');
    auto *end = reinterpret_cast<unsigned char *>(der.data());
    i2d_ECDSA_SIG(pair.get(), &end);
    return der;
}

struct KeyKind
{
    std::string_view type;
    std::string_view curve; ///< crv
    SignatureAlgorithm algorithm;
    std::string_view name;
    Key (*read)(const json::object &);
};

constexpr std::array keyKinds{
    KeyKind{"RSA", "", SignatureAlgorithm::Rs256, "RS256", rsaKey},
    KeyKind{"EC", "P-256", SignatureAlgorithm::Es256, "ES256", p256Key},
    KeyKind{"OKP", "Ed25519", SignatureAlgorithm::EdDsa, "EdDSA", ed25519},
};

} // namespace

std::optional<SignatureAlgorithm> signatureAlgorithm(std::string_view name)
{
    const auto *const kind = std::ranges::find(keyKinds, name, &KeyKind::name);
    return kind == keyKinds.end() ? std::nullopt : std::optional(kind->algorithm);
}

VerificationKey::VerificationKey(std::string id, SignatureAlgorithm algorithm, Key key)
    : m_id(std::move(id))
    , m_algorithm(algorithm)
    , m_key(std::move(key))
{
}

std::optional<VerificationKey> VerificationKey::fromJwk(const json::object &jwk)
{
    const auto *const kind = std::ranges::find_if(keyKinds, [&jwk](const KeyKind &known) {
        return textOrEmpty(jwk, "kty") == known.type && textOrEmpty(jwk, "crv") == known.curve;
    });
    if (kind == keyKinds.end() || !isForVerifying(jwk, kind->name))
        return std::nullopt;
    Key key = kind->read(jwk);
    if (!key)
        return std::nullopt;
    return VerificationKey(std::string(textOrEmpty(jwk, "kid")), kind->algorithm, std::move(key));
}

bool VerificationKey::verifies(std::string_view text, std::string_view signature) const
{
    const bool isRsa = m_algorithm == SignatureAlgorithm::Rs256;
    if (!isRsa && signature.size() != shortSignature)
        return false;
    const Bytes given =
        m_algorithm == SignatureAlgorithm::Es256 ? asDer(signature) : Bytes(signature);
    const EVP_MD *digest = m_algorithm == SignatureAlgorithm::EdDsa ? nullptr : EVP_sha256();
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    return context && !given.empty() &&
           EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, m_key.get()) == 1 &&
           EVP_DigestVerify(context.get(), unsignedBytes(given), given.size(), unsignedBytes(text),
                            text.size()) == 1;
}

} // namespace keydesk::server
