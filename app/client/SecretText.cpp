// SPDX-License-Identifier: Apache-2.0
#include "client/SecretText.h"

#include <sodium.h>

#include <cstring>
#include <new>
#include <utility>

namespace keydesk::client {

SecretText::SecretText(QByteArrayView text)
{
    *this = ofSize(static_cast<std::size_t>(text.size()));
    if (!text.isEmpty())
        std::memcpy(m_text, text.data(), m_size);
}

SecretText SecretText::ofSize(std::size_t size)
{
    if (sodium_init() < 0)
        throw std::bad_alloc();
    SecretText secret;
    secret.m_text = static_cast<char *>(sodium_malloc(size));
    if (!secret.m_text)
        throw std::bad_alloc();
    secret.m_size = size;
    sodium_memzero(secret.m_text, size);
    return secret;
}

SecretText::SecretText(SecretText &&other) noexcept
    : m_text(std::exchange(other.m_text, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

SecretText &SecretText::operator=(SecretText &&other) noexcept
{
    std::swap(m_text, other.m_text);
    std::swap(m_size, other.m_size);
    return *this;
}

SecretText::~SecretText()
{
    sodium_free(m_text); // wipes first; does nothing for nullptr
}

QByteArrayView SecretText::view() const
{
    return {m_text, static_cast<qsizetype>(m_size)};
}

} // namespace keydesk::client
