// SPDX-License-Identifier: Apache-2.0
#include "client/SecretBody.h"

#include <algorithm>
#include <utility>

namespace keydesk::client {

SecretBody::SecretBody(std::shared_ptr<const SecretText> text)
    : m_text(std::move(text))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered); // a buffer would be one copy more
}

qint64 SecretBody::bytesAvailable() const
{
    return m_text->view().size() - m_position;
}

qint64 SecretBody::readData(char *data, qint64 size)
{
    const qint64 count = std::min(size, bytesAvailable());
    if (count == 0)
        return -1;
    const QByteArrayView part = m_text->view().sliced(m_position, count);
    std::copy(part.begin(), part.end(), data);
    m_position += count;
    return count;
}

qint64 SecretBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace keydesk::client
