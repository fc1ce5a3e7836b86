// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <stdexcept>

namespace keydesk::server {

/** Ends a command, which then says so. */
inline std::runtime_error commandFailure(const QString &sentence)
{
    return std::runtime_error(sentence.toStdString());
}

} // namespace keydesk::server
