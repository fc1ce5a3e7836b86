// SPDX-License-Identifier: Apache-2.0
#include "keys/ApiKeySecret.h"

#include <sodium.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace keydesk {

namespace {

constexpr std::string_view prefix = "kdk_";
constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t entropyDigits = 43; // 62^43 > 2^256
constexpr std::size_t checksumDigits = 6; // 62^6 > 2^32
constexpr std::size_t checkedLength = prefix.size() + entropyDigits;
static_assert(checkedLength + checksumDigits == ApiKeySecret::size);

// Long division by 62, most significant digit last; the number is wiped on the way to zero.
void writeEntropy(std::span<const std::uint8_t, 32> entropy, char *out)
{
    std::array<std::uint8_t, 32> number{};
    std::ranges::copy(entropy, number.begin());
    for (std::size_t i = entropyDigits; i-- > 0;) {
        unsigned remainder = 0;
        for (std::uint8_t &byte : number) {
            const unsigned value = remainder * 256U + byte;
            byte = static_cast<std::uint8_t>(value / 62U);
            remainder = value % 62U;
        }
        out[i] = digits[remainder];
    }
    sodium_memzero(number.data(), number.size());
}

void writeChecksum(const char *text, char *out)
{
    auto crc = crc32(0, reinterpret_cast<const Bytef *>(text), static_cast<uInt>(checkedLength));
    for (std::size_t i = checksumDigits; i-- > 0;) {
        out[i] = digits[crc % 62U];
        crc /= 62U;
    }
}

bool isDigit(char c)
{
    return digits.find(c) != std::string_view::npos;
}

} // namespace

ApiKeySecret::ApiKeySecret()
{
    if (sodium_init() < 0)
        throw std::bad_alloc();
    m_text = static_cast<char *>(sodium_malloc(size));
    if (!m_text)
        throw std::bad_alloc();
}

ApiKeySecret ApiKeySecret::fromEntropy(std::span<const std::uint8_t, 32> entropy)
{
    ApiKeySecret secret;
    std::memcpy(secret.m_text, prefix.data(), prefix.size());
    writeEntropy(entropy, secret.m_text + prefix.size());
    writeChecksum(secret.m_text, secret.m_text + checkedLength);
    return secret;
}

tl::expected<ApiKeySecret, SecretError> ApiKeySecret::parse(QByteArrayView text)
{
    const std::string_view given(text.data(), static_cast<std::size_t>(text.size()));
    if (!given.starts_with(prefix))
        return tl::unexpected(SecretError::WrongPrefix);
    if (text.size() != size)
        return tl::unexpected(SecretError::WrongLength);
    if (!std::ranges::all_of(given.substr(prefix.size()), isDigit))
        return tl::unexpected(SecretError::WrongCharacter);
    std::array<char, checksumDigits> expected{};
    writeChecksum(given.data(), expected.data());
    if (!std::ranges::equal(expected, given.substr(checkedLength)))
        return tl::unexpected(SecretError::WrongChecksum);
    ApiKeySecret secret;
    std::memcpy(secret.m_text, given.data(), given.size());
    return secret;
}

ApiKeySecret::ApiKeySecret(ApiKeySecret &&other) noexcept
    : m_text(std::exchange(other.m_text, nullptr))
{
}

ApiKeySecret &ApiKeySecret::operator=(ApiKeySecret &&other) noexcept
{
    std::swap(m_text, other.m_text);
    return *this;
}

ApiKeySecret::~ApiKeySecret()
{
    sodium_free(m_text); // wipes first; does nothing for nullptr
}

QByteArrayView ApiKeySecret::view() const
{
    return m_text ? QByteArrayView(m_text, size) : QByteArrayView();
}

QString ApiKeySecret::reveal() const
{
    return QString::fromLatin1(view());
}

QString ApiKeySecret::hint() const
{
    return QStringLiteral("kdk_\u2026") + QString::fromLatin1(view().last(4));
}

Sha256 ApiKeySecret::sha256() const
{
    return keydesk::sha256(view());
}

Sha256 sha256(QByteArrayView bytes)
{
    Sha256 hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(bytes.data()),
                       static_cast<unsigned long long>(bytes.size()));
    return hash;
}

} // namespace keydesk
