// SPDX-License-Identifier: Apache-2.0
#include "keys/PastedSecret.h"

#include "keys/ApiKeySecret.h"

#include <sodium.h>

namespace keydesk {

PastedSecret compare(QByteArrayView pasted, const ApiKeySecret &secret)
{
    const QByteArrayView text = pasted.trimmed();
    const QByteArrayView key = secret.view();
    if (text.isEmpty())
        return PastedSecret::Empty;
    if (text.size() == key.size() &&
        sodium_memcmp(text.data(), key.data(), static_cast<std::size_t>(key.size())) == 0)
        return PastedSecret::Right;
    if (key.startsWith(text))
        return PastedSecret::EndMissing;
    if (key.endsWith(text))
        return PastedSecret::BeginningMissing;
    if (text.contains(key))
        return PastedSecret::Surrounded;
    return ApiKeySecret::parse(text) ? PastedSecret::OtherKey : PastedSecret::Different;
}

} // namespace keydesk
