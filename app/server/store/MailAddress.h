// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace keydesk::server {

/** Whether \a text looks like a mail address: one @ with something on both sides, no spaces. */
bool isMailAddress(const QString &text);

/** Two addresses are the same when these are equal: regardless of case. */
QString mailKey(const QString &mail);

} // namespace keydesk::server
