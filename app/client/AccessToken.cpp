// SPDX-License-Identifier: Apache-2.0
#include "client/AccessToken.h"

#include <sodium.h>

#include <algorithm>

namespace keydesk::client {

namespace {

constexpr qsizetype maxTokenLength = 1024;

bool isOfToken(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           QByteArrayView("-._~+/=").contains(c);
}

} // namespace

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

bool isTokenText(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= maxTokenLength && std::ranges::all_of(text, isOfToken);
}

} // namespace keydesk::client
