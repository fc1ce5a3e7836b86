// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"

#include <QByteArray>

#include <algorithm>

namespace keydesk::server {

/** A hash as a database keeps it. */
inline QByteArray blobOf(const Sha256 &hash)
{
    return {reinterpret_cast<const char *>(hash.data()), static_cast<qsizetype>(hash.size())};
}

/** Zeros for what is not there. */
inline Sha256 sha256From(const QByteArray &blob)
{
    Sha256 hash{};
    std::copy_n(blob.begin(), std::min<qsizetype>(blob.size(), 32), hash.begin());
    return hash;
}

} // namespace keydesk::server
