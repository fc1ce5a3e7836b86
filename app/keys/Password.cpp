// SPDX-License-Identifier: Apache-2.0
#include "keys/Password.h"

#include <sodium.h>

#include <cstring>
#include <new>
#include <utility>

namespace keydesk {

Password::Password(QByteArrayView utf8)
{
    if (utf8.isEmpty())
        return;
    if (sodium_init() < 0)
        throw std::bad_alloc();
    const auto size = static_cast<std::size_t>(utf8.size());
    m_bytes = static_cast<char *>(sodium_malloc(size));
    if (!m_bytes)
        throw std::bad_alloc();
    std::memcpy(m_bytes, utf8.data(), size);
    m_size = utf8.size();
}

Password::Password(Password &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

Password &Password::operator=(Password &&other) noexcept
{
    // What this held goes now, not when the other one does.
    Password taken(std::move(other));
    std::swap(m_bytes, taken.m_bytes);
    std::swap(m_size, taken.m_size);
    return *this;
}

Password::~Password()
{
    sodium_free(m_bytes); // wipes first; does nothing for nullptr
}

QByteArrayView Password::utf8() const
{
    return m_bytes ? QByteArrayView(m_bytes, m_size) : QByteArrayView();
}

} // namespace keydesk
