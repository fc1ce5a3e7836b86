// SPDX-License-Identifier: Apache-2.0
#include "keys/IdempotencyKey.h"

#include <sodium.h>

#include <algorithm>

namespace keydesk {

IdempotencyKey IdempotencyKey::generate()
{
    IdempotencyKey key;
    randombytes_buf(key.m_bytes.data(), key.m_bytes.size());
    return key;
}

std::optional<IdempotencyKey> IdempotencyKey::parse(QByteArrayView text)
{
    // libsodium 1.0.18 takes every byte beyond ASCII for a character of base64.
    if (!std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return std::nullopt;
    IdempotencyKey key;
    std::size_t written = 0;
    const char *end = nullptr;
    const int failed = sodium_base642bin(key.m_bytes.data(), key.m_bytes.size(), text.data(),
                                         static_cast<std::size_t>(text.size()), nullptr, &written,
                                         &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (failed != 0 || written != key.m_bytes.size() || end != text.data() + text.size())
        return std::nullopt;
    return key;
}

IdempotencyKey::IdempotencyKey(IdempotencyKey &&other) noexcept
    : m_bytes(other.m_bytes)
{
    sodium_memzero(other.m_bytes.data(), other.m_bytes.size());
}

IdempotencyKey &IdempotencyKey::operator=(IdempotencyKey &&other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

IdempotencyKey::~IdempotencyKey()
{
    sodium_memzero(m_bytes.data(), m_bytes.size());
}

QByteArray IdempotencyKey::headerValue() const
{
    return QByteArray::fromRawData(reinterpret_cast<const char *>(m_bytes.data()),
                                   static_cast<qsizetype>(m_bytes.size()))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Sha256 IdempotencyKey::sha256() const
{
    return keydesk::sha256(QByteArrayView(m_bytes.data(), static_cast<qsizetype>(m_bytes.size())));
}

} // namespace keydesk
