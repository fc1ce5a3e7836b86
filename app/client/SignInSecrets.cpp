// SPDX-License-Identifier: Apache-2.0
#include "client/SignInSecrets.h"

#include "keys/ApiKeySecret.h"

#include <sodium.h>

#include <array>

namespace keydesk::client {

SecretText randomText()
{
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(bytes.size(), variant)> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    SecretText made(QByteArrayView(text.data(), text.size() - 1)); // without the zero
    sodium_memzero(bytes.data(), bytes.size());
    sodium_memzero(text.data(), text.size());
    return made;
}

QByteArray codeChallenge(const SecretText &verifier)
{
    const Sha256 hash = sha256(verifier.view());
    return QByteArray::fromRawData(reinterpret_cast<const char *>(hash.data()),
                                   static_cast<qsizetype>(hash.size()))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool isEqual(const SecretText &secret, QByteArrayView given)
{
    const QByteArrayView text = secret.view();
    return given.size() == text.size() &&
           sodium_memcmp(given.data(), text.data(), static_cast<std::size_t>(text.size())) == 0;
}

void wipeShared(const QByteArray &bytes)
{
    if (!bytes.isEmpty())
        sodium_memzero(const_cast<char *>(bytes.constData()),
                       static_cast<std::size_t>(bytes.size()));
}

} // namespace keydesk::client
