// SPDX-License-Identifier: Apache-2.0
#include "client/AccessToken.h"

#include <sodium.h>

namespace keydesk::client {

AccessToken::AccessToken(QByteArrayView text)
    : m_text(text.data(), static_cast<std::size_t>(text.size()))
{
}

AccessToken &AccessToken::operator=(const AccessToken &other)
{
    if (this != &other) {
        wipe();
        m_text = other.m_text;
    }
    return *this;
}

AccessToken::~AccessToken()
{
    wipe();
}

QByteArray AccessToken::headerValue() const
{
    return QByteArrayLiteral("Bearer ") + QByteArray::fromStdString(m_text);
}

void AccessToken::wipe()
{
    sodium_memzero(m_text.data(), m_text.size());
}

} // namespace keydesk::client
