// SPDX-License-Identifier: Apache-2.0
#include "server/store/Identifier.h"

#include <QByteArray>

#include <sodium.h>

namespace keydesk::server {

QString newIdentifier()
{
    QByteArray bytes(12, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return QString::fromLatin1(bytes.toHex());
}

} // namespace keydesk::server
